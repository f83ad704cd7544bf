import type { OwnExport } from '@staffetta/contract'
import { Button, Checkbox, Notice, ProgressBar } from '@staffetta/ui'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Download, LogOut } from 'lucide-react'
import { useState } from 'react'
import { api } from '../app/api.ts'
import { tellFailure } from '../app/errors.tsx'
import { useI18n } from '../app/i18n.tsx'
import { session } from '../app/session.ts'
import { useStore } from '../app/store.ts'
import { settingsQueries } from './queries.ts'

const parts = ['mail', 'calendar', 'contacts'] as const

/** A copy of all that is somebody's own: the browser saves it while the server writes it, and anybody can see how far it is. */
export function OwnCopy() {
  const { t, formats } = useI18n()
  const client = useQueryClient()
  const services = useStore(session, ({ me }) => me?.services) ?? []
  const closesAt = useStore(session, ({ me }) => me?.closesAt ?? null)
  const offered = parts.filter((part) => services.includes(part))
  const [left, setLeft] = useState<readonly string[]>([])
  const [begun, setBegun] = useState(false)
  const { data } = useQuery({
    ...settingsQueries.ownCopy(),
    refetchInterval: ({ state }) => (begun || state.data?.running ? 1000 : false),
  })
  const running = data?.running ?? null
  const start = () => {
    const wish = (part: (typeof parts)[number]) => (left.includes(part) ? 'no' : 'yes')
    const link = document.createElement('a')
    link.href = api.ownData.download({
      mail: wish('mail'),
      calendar: wish('calendar'),
      contacts: wish('contacts'),
    })
    link.download = ''
    link.click()
    setBegun(true)
    // It takes the server a moment to begin, and a small copy is over before anybody asks.
    setTimeout(() => setBegun(false), 5000)
  }
  const cancel = async () => {
    await api.ownData.cancel({}).catch(tellFailure)
    await client.invalidateQueries({ queryKey: settingsQueries.ownCopy().queryKey })
  }
  return (
    <section className="settings-card">
      <header>
        <h2>{t('settings.data.items.copy.label')}</h2>
        <p className="settings-hint">{t('settings.data.items.copy.hint')}</p>
      </header>
      {closesAt !== null && (
        <Notice tone="warn" icon={LogOut}>
          {t('ending.title', { date: formats.date(closesAt) })}. {t('ending.copy')}
        </Notice>
      )}
      <fieldset className="settings-choice" disabled={running !== null}>
        <legend>{t('settings.data.copy.what')}</legend>
        {offered.map((part) => (
          <Checkbox
            key={part}
            label={t(`settings.data.copy.${part}`)}
            checked={!left.includes(part)}
            onChange={({ target }) =>
              setLeft(target.checked ? left.filter((one) => one !== part) : [...left, part])
            }
          />
        ))}
      </fieldset>
      <p className="settings-hint">{t('settings.data.copy.always')}</p>
      {running === null ? (
        <div>
          <Button icon={Download} disabled={begun} onClick={start}>
            {t('settings.data.copy.start')}
          </Button>
        </div>
      ) : (
        <Progress running={running} stopping={data?.stopping ?? false} onCancel={() => void cancel()} />
      )}
    </section>
  )
}

interface ProgressProps {
  running: OwnExport
  stopping: boolean
  onCancel: () => void
}

function Progress({ running, stopping, onCancel }: ProgressProps) {
  const { t, formats } = useI18n()
  const { messages, totalMessages, bytes } = running
  const digits = new Intl.NumberFormat(formats.locale, { useGrouping: 'always' })
  const size = formats.size(bytes)
  return (
    <div className="own-copy">
      <ProgressBar
        label={t('settings.data.copy.running')}
        share={totalMessages > 0 ? messages / totalMessages : 0}
      />
      <p role="status">
        {stopping
          ? t('settings.data.copy.stopping')
          : totalMessages > 0
            ? t('settings.data.copy.progress', {
                done: digits.format(messages),
                total: digits.format(totalMessages),
                size,
              })
            : t('settings.data.copy.progressBytes', { size })}
      </p>
      <p className="settings-hint">{t('settings.data.copy.hint')}</p>
      <div>
        <Button disabled={stopping} onClick={onCancel}>
          {t('settings.data.copy.cancel')}
        </Button>
      </div>
    </div>
  )
}
