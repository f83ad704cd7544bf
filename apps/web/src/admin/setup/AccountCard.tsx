import type { CheckProblem, ServerAccount } from '@staffetta/contract'
import { Button, Field, Notice } from '@staffetta/ui'
import { CircleAlert } from 'lucide-react'
import { useState } from 'react'
import { ConfirmDialog } from '../../app/ConfirmDialog.tsx'
import { useI18n } from '../../app/i18n.tsx'
import { useAttempt } from '../../app/use-attempt.ts'
import { useProblem } from './use-problem.ts'

interface Typed {
  user: string
  password: string
}

interface Props {
  /** `test`: a mailbox the checks sign in to. `master`: who signs in for those who came by the provider. */
  kind: ServerAccount | 'master'
  /** Whose it is; null: there is none. Its password is told to nobody. */
  user: string | null
  mayChange: boolean
  /** What keeps it from being used; left out where there is no way to tell. */
  onTry?: (account: Typed) => Promise<CheckProblem | null>
  onSave: (account: Typed) => Promise<void>
  onRemove: () => Promise<void>
}

/** An account of the body that the product itself signs in with: tried first, and kept where that went well or somebody says so. */
export function AccountCard({ kind, user, mayChange, onTry, onSave, onRemove }: Props) {
  const { t } = useI18n()
  const { busy, wrong, setWrong, attempt } = useAttempt()
  const [typed, setTyped] = useState({ user: user ?? '', password: '' })
  const [leaving, setLeaving] = useState<ServerAccount | null>(null)
  const problemIn = useProblem()
  const [problem, setProblem] = useState<CheckProblem | null>(null)
  const wanted = { ...typed, user: typed.user.trim() }
  const save = async () => {
    await onSave(wanted)
    setProblem(null)
    setTyped({ ...wanted, password: '' })
  }
  const tryAndSave = () => {
    setProblem(null)
    if (wanted.user === '' || wanted.password === '') return setWrong(t(`setup.${kind}.missing`))
    void attempt(async () => {
      const found = (await onTry?.(wanted)) ?? null
      setProblem(found)
      if (found === null) await save()
    })
  }
  const put = (change: Partial<Typed>) => {
    setTyped({ ...typed, ...change })
    // Another one has not been tried.
    setProblem(null)
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
        if (!busy) tryAndSave()
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
            onChange={(event) => put({ user: event.target.value })}
          />
          <Field
            type="password"
            label={t('setup.password')}
            hint={t(user === null ? 'setup.passwordHint' : 'setup.passwordKept')}
            value={typed.password}
            maxLength={1024}
            autoComplete="new-password"
            onChange={(event) => put({ password: event.target.value })}
          />
          {wrong !== null && (
            <Notice tone="bad" icon={CircleAlert} live="alert">
              {wrong}
            </Notice>
          )}
          {problem !== null && (
            <Notice tone="bad" icon={CircleAlert} live="alert">
              {t('setup.account.failed', { problem: problemIn(problem) })}
            </Notice>
          )}
          <div className="setup-acts">
            <Button kind="primary" size="form" type="submit" busy={busy}>
              {t(busy && onTry !== undefined ? 'setup.account.trying' : `setup.${kind}.save`)}
            </Button>
            {/* What the server refuses, it refuses later, too. */}
            {problem !== null && problem.step !== 'sign-in' && !busy && (
              <Button size="form" onClick={() => void attempt(save)}>
                {t('setup.account.saveAnyway')}
              </Button>
            )}
            {user !== null && (
              <Button
                size="form"
                disabled={busy}
                onClick={() => (kind === 'master' ? void attempt(removed) : setLeaving(kind))}
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
