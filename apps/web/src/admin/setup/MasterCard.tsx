import type { CheckProblem } from '@staffetta/contract'
import { Button } from '@staffetta/ui'
import { useState } from 'react'
import { tellFailure } from '../../app/errors.tsx'
import { useI18n } from '../../app/i18n.tsx'
import { AccountForm, type TypedAccount } from './AccountForm.tsx'

interface Props {
  user: string | null
  mayChange: boolean
  /** What keeps it from opening the mailbox of the test account. */
  onTry: (account: TypedAccount) => Promise<CheckProblem | null>
  onSave: (account: TypedAccount) => Promise<void>
  onRemove: () => Promise<void>
}

/** Who signs in to the servers for those who came by the provider. */
export function MasterCard({ user, mayChange, onTry, onSave, onRemove }: Props) {
  const { t } = useI18n()
  /** Whose name is gone is not typed any more. */
  const [removals, setRemovals] = useState(0)
  const remove = async () => {
    await onRemove()
    setRemovals(removals + 1)
  }
  return (
    <section className="admin-card">
      <h2>{t('setup.master.title')}</h2>
      <p className="admin-none">{t('setup.master.lead')}</p>
      {!mayChange && <p>{user ?? t('setup.none')}</p>}
      {mayChange && (
        <AccountForm key={removals} kind="master" user={user} onTry={onTry} onSave={onSave}>
          {user !== null && (
            <Button size="form" onClick={() => void remove().catch(tellFailure)}>
              {t('setup.remove')}
            </Button>
          )}
        </AccountForm>
      )}
    </section>
  )
}
