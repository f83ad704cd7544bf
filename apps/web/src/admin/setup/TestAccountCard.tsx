import { Button, Field, Notice } from '@staffetta/ui'
import { CircleAlert } from 'lucide-react'
import { useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { useAttempt } from '../../app/use-attempt.ts'
import { adminApi } from '../api.ts'
import type { ChangeServers } from './ServersTab.tsx'

interface Props {
  tenantId: string
  /** Whose it is; null: there is none. Its password is told to nobody. */
  user: string | null
  mayChange: boolean
  onChange: ChangeServers
}

/** A mailbox of the body that is there to be tried: with it the checks sign in as a person would. */
export function TestAccountCard({ tenantId, user, mayChange, onChange }: Props) {
  const { t } = useI18n()
  const { busy, wrong, setWrong, attempt } = useAttempt()
  const [typed, setTyped] = useState({ user: user ?? '', password: '' })
  const save = () => {
    if (typed.user.trim() === '' || typed.password === '') return setWrong(t('setup.test.missing'))
    void attempt(async () => {
      await onChange(() => adminApi.servers.putTestAccount({ tenantId, ...typed }), t('setup.test.saved'))
      setTyped({ ...typed, password: '' })
    })
  }
  const remove = () =>
    attempt(async () => {
      await onChange(() => adminApi.servers.removeTestAccount({ tenantId }), t('setup.test.removed'))
      setTyped({ user: '', password: '' })
    })
  return (
    <form
      className="admin-card"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!busy) save()
      }}
    >
      <h2>{t('setup.test.title')}</h2>
      <p className="admin-none">{t('setup.test.lead')}</p>
      {!mayChange && <p>{user ?? t('setup.test.none')}</p>}
      {mayChange && (
        <>
          <Field
            label={t('setup.test.user')}
            value={typed.user}
            maxLength={320}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            onChange={(event) => setTyped({ ...typed, user: event.target.value })}
          />
          <Field
            type="password"
            label={t('setup.test.password')}
            hint={t(user === null ? 'setup.test.passwordHint' : 'setup.test.passwordKept')}
            value={typed.password}
            maxLength={1024}
            autoComplete="new-password"
            onChange={(event) => setTyped({ ...typed, password: event.target.value })}
          />
          {wrong !== null && (
            <Notice tone="bad" icon={CircleAlert} live="alert">
              {wrong}
            </Notice>
          )}
          <div className="setup-acts">
            <Button kind="primary" size="form" type="submit" busy={busy}>
              {t('setup.test.save')}
            </Button>
            {user !== null && (
              <Button size="form" disabled={busy} onClick={() => void remove()}>
                {t('setup.test.remove')}
              </Button>
            )}
          </div>
        </>
      )}
    </form>
  )
}
