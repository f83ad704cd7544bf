import type { Session } from '@staffetta/contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Chip, Icon, Skeleton } from '@staffetta/ui'
import { Monitor, Smartphone } from 'lucide-react'
import { useState } from 'react'
import { api } from '../app/api.ts'
import { tellFailure } from '../app/errors.tsx'
import { useI18n } from '../app/i18n.tsx'
import { notify } from '../app/notify.ts'
import { browserOf } from './browser.ts'
import { settingsQueries } from './queries.ts'
import { PasswordSetting } from './PasswordSetting.tsx'
import { FailedCard } from './SettingsFailed.tsx'
import { Setting } from './Setting.tsx'

/** Where one is signed in, and a way to end what one does not recognise. */
export function SessionsSettings() {
  const { t } = useI18n()
  const { data, error, refetch } = useQuery(settingsQueries.sessions())
  if (error && !data) return <FailedCard error={error} onRetry={refetch} />
  return (
    <>
      <Setting of="sessions.items.list">
        <ul className="settings-card settings-sessions" aria-label={t('settings.sessions.items.list.label')}>
          {data ? (
            data.sessions.map((session) => <SessionRow key={session.id} session={session} />)
          ) : (
            <li aria-busy>
              <Skeleton width="50%" />
            </li>
          )}
        </ul>
      </Setting>
      <Setting of="sessions.items.password">
        <PasswordSetting />
      </Setting>
    </>
  )
}

function SessionRow({ session }: { session: Session }) {
  const { t, formats } = useI18n()
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const { browser, system, mobile } = browserOf(session.userAgent)
  const name =
    browser === null
      ? t('settings.sessions.unknownBrowser')
      : t('settings.sessions.browserOn', { browser, system: system ?? '?' })
  const revoke = async () => {
    setBusy(true)
    try {
      await api.auth.revokeSession({ id: session.id })
      notify({ text: t('settings.sessions.revoked') })
      await client.invalidateQueries({ queryKey: settingsQueries.sessions().queryKey })
    } catch (error) {
      tellFailure(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <li>
      <Icon of={mobile ? Smartphone : Monitor} size={20} />
      <span className="settings-session">
        <span>
          <strong>{name}</strong>{' '}
          {session.current && <Chip tone="hue">{t('settings.sessions.current')}</Chip>}
        </span>
        <span className="settings-hint">
          {session.ip} · {t('settings.sessions.since', { date: formats.messageDate(session.createdAt) })} ·{' '}
          {t('settings.sessions.lastSeen', { date: formats.messageDate(session.lastSeenAt) })}
        </span>
      </span>
      {!session.current && (
        <Button
          busy={busy}
          aria-label={t('settings.sessions.revokeOf', { name })}
          onClick={() => void revoke()}
        >
          {t('settings.sessions.revoke')}
        </Button>
      )}
    </li>
  )
}
