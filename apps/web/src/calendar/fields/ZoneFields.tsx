import type { Translate } from '@staffetta/i18n'
import { Field } from '@staffetta/ui'
import { useId, useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { ownZone } from '../clock/wall-clock.ts'
import {
  floating,
  universal,
  type WhenForm,
  withEndZone,
  withStartZone,
  type ZoneChoice,
} from './when-form.ts'

const zoneNames = Intl.supportedValuesOf('timeZone')
const none: string[] = []

interface Props {
  when: WhenForm
  onChange: (when: WhenForm) => void
}

/** The zones of start and end, folded away: nearly every event is in the zone of whoever writes it. */
export function ZoneFields({ when, onChange }: Props) {
  const { t } = useI18n()
  const list = useId()
  const { startZone, endZone } = when
  const [open, setOpen] = useState(startZone !== ownZone() || endZone !== ownZone())
  return (
    <details className="edit-zones" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('event.zone.title')}</summary>
      <div className="edit-pair">
        <ZoneField
          label={t('event.zone.start')}
          list={list}
          zone={startZone}
          onChange={(zone) => onChange(withStartZone(when, zone))}
        />
        <ZoneField
          label={t('event.zone.end')}
          list={list}
          zone={endZone}
          disabled={startZone === floating || startZone === universal}
          onChange={(zone) => onChange(withEndZone(when, zone))}
        />
      </div>
      <datalist id={list}>
        {[...Object.values(kindWords(t)), ...(open ? zoneNames : none)].map((zone) => (
          <option key={zone}>{zone}</option>
        ))}
      </datalist>
    </details>
  )
}

interface ZoneFieldProps {
  label: string
  list: string
  zone: ZoneChoice
  disabled?: boolean
  onChange: (zone: ZoneChoice) => void
}

function ZoneField({ label, list, zone, disabled, onChange }: ZoneFieldProps) {
  const { t } = useI18n()
  const [typed, setTyped] = useState<string | null>(null)
  const kinds = kindWords(t)
  const read = (text: string): ZoneChoice | null => {
    const kind = Object.entries(kinds).find(([, word]) => word === text)
    return kind?.[0] ?? zoneNamed(text)
  }
  const wrong = typed !== null && read(typed) === null
  return (
    <Field
      dense
      label={label}
      list={list}
      value={typed ?? kinds[zone] ?? zone}
      error={wrong ? t('event.zone.unknown') : undefined}
      hint={zone === universal ? t('event.zone.utcHint', { zone: ownZone() }) : undefined}
      disabled={disabled}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => {
        const meant = read(event.target.value)
        setTyped(meant === null ? event.target.value : null)
        if (meant !== null) onChange(meant)
      }}
    />
  )
}

const kindWords = (t: Translate): Record<ZoneChoice, string> => ({
  [floating]: t('event.zone.floating'),
  [universal]: t('event.zone.utc'),
})

/** As Intl writes it; blanks for underscores are forgiven. */
function zoneNamed(text: string): string | null {
  const wanted = text.trim().toLowerCase().replaceAll(' ', '_')
  if (wanted === '') return null
  return zoneNames.find((zone) => zone.toLowerCase() === wanted) ?? null
}
