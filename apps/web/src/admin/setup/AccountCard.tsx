import type { ServerAccount } from '@staffetta/contract'
import { Button, Field, Notice } from '@staffetta/ui'
import { CircleAlert } from 'lucide-react'
import { useState } from 'react'
import { ConfirmDialog } from '../../app/ConfirmDialog.tsx'
import { useI18n } from '../../app/i18n.tsx'
import { useAttempt } from '../../app/use-attempt.ts'

interface Props {
  /** `test`: a mailbox the checks sign in to. `master`: who signs in for those who came by the provider. */
  kind: ServerAccount | 'master'
  /** Whose it is; null: there is none. Its password is told to nobody. */
  user: string | null
  mayChange: boolean
  onSave: (account: { user: string; password: string }) => Promise<void>
  onRemove: () => Promise<void>
}

/** An account of the body that the product itself signs in with. */
export function AccountCard({ kind, user, mayChange, onSave, onRemove }: Props) {
  const { t } = useI18n()
  const { busy, wrong, setWrong, attempt } = useAttempt()
  const [typed, setTyped] = useState({ user: user ?? '', password: '' })
  /** Somebody works with what is seen through it. */
  const [leaving, setLeaving] = useState<'dav' | 'ldap' | null>(null)
  const save = () => {
    if (typed.user.trim() === '' || typed.password === '') return setWrong(t(`setup.${kind}.missing`))
    void attempt(async () => {
      await onSave({ ...typed, user: typed.user.trim() })
      setTyped({ ...typed, password: '' })
    })
  }
  const removed = async () => {
    await onRemove()
    setTyped({ user: '', password: '' })
  }
  return (
    <form
      className="admin-card"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!busy) save()
      }}
    >
      <h2>{t(`setup.${kind}.title`)}</h2>
      <p className="admin-none">{t(`setup.${kind}.lead`)}</p>
      {!mayChange && <p>{user ?? t('setup.none')}</p>}
      {mayChange && (
        <>
          <Field
            label={t(`setup.${kind}.user`)}
            value={typed.user}
            maxLength={320}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            onChange={(event) => setTyped({ ...typed, user: event.target.value })}
          />
          <Field
            type="password"
            label={t('setup.password')}
            hint={t(user === null ? 'setup.passwordHint' : 'setup.passwordKept')}
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
              {t(`setup.${kind}.save`)}
            </Button>
            {user !== null && (
              <Button
                size="form"
                disabled={busy}
                onClick={() => (kind === 'dav' || kind === 'ldap' ? setLeaving(kind) : void attempt(removed))}
              >
                {t('setup.remove')}
              </Button>
            )}
          </div>
        </>
      )}
      {leaving !== null && (
        <ConfirmDialog
          title={t(`setup.${leaving}.removeTitle`)}
          text={t(`setup.${leaving}.removeText`)}
          word={t('setup.remove')}
          onConfirm={removed}
          onClose={() => setLeaving(null)}
        />
      )}
    </form>
  )
}
