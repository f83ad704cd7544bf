import type { CheckProblem, ServerAccount } from '@staffetta/contract'
import { Button, Field, Notice } from '@staffetta/ui'
import { CircleAlert } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { useAttempt } from '../../app/use-attempt.ts'
import { useProblem } from './use-problem.ts'
import { Wrong } from '../Wrong.tsx'
import { AdminForm } from '../AdminForm.tsx'

export interface TypedAccount {
  user: string
  password: string
}

interface Props {
  kind: ServerAccount | 'master'
  /** Whose it is; null: there is none. Its password is told to nobody. */
  user: string | null
  /** What keeps it from being used. */
  onTry: (account: TypedAccount) => Promise<CheckProblem | null>
  onSave: (account: TypedAccount) => Promise<void>
  /** What else one can do here. */
  children: ReactNode
}

/** An account the product itself signs in with: tried first, and kept where that went well or somebody says so. */
export function AccountForm({ kind, user, onTry, onSave, children }: Props) {
  const { t } = useI18n()
  const { busy, wrong, setWrong, attempt } = useAttempt()
  const [typed, setTyped] = useState({ user: user ?? '', password: '' })
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
      const found = await onTry(wanted)
      setProblem(found)
      if (found === null) await save()
    })
  }
  const put = (change: Partial<TypedAccount>) => {
    setTyped({ ...typed, ...change })
    // Another one has not been tried.
    setProblem(null)
  }
  return (
    <AdminForm className="admin-form" busy={busy} onSubmit={tryAndSave}>
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
      <Wrong of={wrong} />
      {problem !== null && (
        <Notice tone="bad" icon={CircleAlert} live="alert">
          {t('setup.account.failed', { problem: problemIn(problem) })}
        </Notice>
      )}
      <div className="setup-acts">
        <Button kind="primary" size="form" type="submit" busy={busy}>
          {t(busy ? 'setup.account.trying' : `setup.${kind}.save`)}
        </Button>
        {/* What the server refuses, it refuses later, too. */}
        {problem !== null && problem.step !== 'sign-in' && !busy && (
          <Button size="form" onClick={() => void attempt(save)}>
            {t('setup.account.saveAnyway')}
          </Button>
        )}
        {children}
      </div>
    </AdminForm>
  )
}
