import type { OwnHours } from '@staffetta/contract'
import { Button, Notice, Radio, Select } from '@staffetta/ui'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { CalendarClock } from 'lucide-react'
import { useState, type SyntheticEvent } from 'react'
import { api } from '../app/api.ts'
import { tellFailure } from '../app/errors.tsx'
import { formOf, isKept, spansOf } from '../app/hours/hours-form.ts'
import { weekWords } from '../app/hours/week-words.ts'
import { WeekHours } from '../app/hours/WeekHours.tsx'
import { useI18n } from '../app/i18n.tsx'
import { notify } from '../app/notify.ts'
import { settingsQueries } from './queries.ts'
import { SettingsFailed } from './SettingsFailed.tsx'

/** When one works: the calendar lights these hours, and meetings are proposed within those of all. */
export function WorkingHoursSettings() {
  const { data, error } = useQuery(settingsQueries.hours())
  if (error && !data) return <SettingsFailed />
  return data ? <HoursForm key={JSON.stringify(data)} known={data} /> : null
}

function HoursForm({ known }: { known: OwnHours }) {
  const { t, locale } = useI18n()
  const client = useQueryClient()
  const [form, setForm] = useState(() => formOf(known.hours.spans))
  const [zone, setZone] = useState(known.hours.zone)
  /** What another program keeps is somebody's own. */
  const had = known.chosen || known.elsewhere !== null
  const [own, setOwn] = useState(had)
  const [busy, setBusy] = useState(false)
  const changed =
    own !== had ||
    (own &&
      (zone !== known.hours.zone || JSON.stringify(spansOf(form)) !== JSON.stringify(known.hours.spans)))
  const canSave = !own || isKept(form)
  const save = async (replace: boolean) => {
    if (!canSave) return
    setBusy(true)
    try {
      const hours = own ? { zone, spans: spansOf(form) } : null
      client.setQueryData(settingsQueries.hours().queryKey, await api.calendar.putHours({ hours, replace }))
      notify({ text: t('settings.saved') })
    } catch (failure) {
      tellFailure(failure)
      setBusy(false)
      // Another program may have been there meanwhile.
      void client.invalidateQueries({ queryKey: settingsQueries.hours().queryKey })
    }
  }
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    void save(false)
  }
  return (
    <form className="settings-card" onSubmit={submit} noValidate>
      <header>
        <h2>{t('settings.calendar.items.hours.label')}</h2>
        <p className="settings-hint">{t('settings.calendar.items.hours.hint')}</p>
      </header>
      {known.elsewhere && <Elsewhere available={known.elsewhere} />}
      <fieldset className="settings-choice">
        <legend>{t('hours.which')}</legend>
        <Radio
          name="hours"
          label={t('hours.asBody', { week: weekWords(known.usual.spans, { t, locale }) })}
          checked={!own}
          onChange={() => setOwn(false)}
        />
        <Radio name="hours" label={t('hours.own')} checked={own} onChange={() => setOwn(true)} />
      </fieldset>
      {own && (
        <>
          <WeekHours form={form} none={t('hours.none')} onChange={setForm} />
          <Select
            label={t('hours.zone')}
            value={zone}
            options={zonesWith(zone).map((one) => ({ value: one, label: one.replaceAll('_', ' ') }))}
            onChange={(event) => setZone(event.target.value)}
          />
        </>
      )}
      <footer className="settings-foot">
        <span role="status">{changed ? t('settings.unsaved') : ''}</span>
        <Button
          disabled={!changed}
          onClick={() => {
            setForm(formOf(known.hours.spans))
            setZone(known.hours.zone)
            setOwn(had)
          }}
        >
          {t('actions.cancel')}
        </Button>
        {known.elsewhere ? (
          <Button kind="primary" busy={busy} onClick={() => void save(true)}>
            {t('hours.replace')}
          </Button>
        ) : (
          <Button kind="primary" type="submit" disabled={!changed || !canSave} busy={busy}>
            {t('actions.save')}
          </Button>
        )}
      </footer>
    </form>
  )
}

/** What another program keeps, as it comes in the next days: it is shown, and replaced only on demand. */
function Elsewhere({ available }: { available: NonNullable<OwnHours['elsewhere']> }) {
  const { t, locale } = useI18n()
  const tag = locale === 'en' ? 'en-GB' : 'it-IT'
  const day = new Intl.DateTimeFormat(tag, { weekday: 'short', day: 'numeric', month: 'short' })
  const clock = new Intl.DateTimeFormat(tag, { hour: '2-digit', minute: '2-digit' })
  return (
    <Notice icon={CalendarClock}>
      {t('hours.elsewhere')}
      <ul className="hours-elsewhere">
        {available.slice(0, 10).map(({ startAt, endAt }) => (
          <li key={startAt}>
            {`${day.format(new Date(startAt))} ${clock.formatRange(new Date(startAt), new Date(endAt))}`}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

function zonesWith(zone: string): string[] {
  return [...new Set([zone, ...Intl.supportedValuesOf('timeZone')])].toSorted()
}
