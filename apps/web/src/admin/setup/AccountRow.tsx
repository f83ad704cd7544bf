import type { CheckProblem, ServerAccount, TenantServers } from '@staffetta/contract'
import { Button } from '@staffetta/ui'
import { useEffect, useId, useRef, useState } from 'react'
import { ConfirmDialog } from '../../app/ConfirmDialog.tsx'
import { useI18n } from '../../app/i18n.tsx'
import { adminApi } from '../api.ts'
import { withProof } from '../gate/step-up.ts'
import { AccountForm, type TypedAccount } from './AccountForm.tsx'
import type { Change } from './use-change.ts'

interface Props {
  tenantId: string
  account: ServerAccount
  user: string | null
  mayChange: boolean
  onChange: Change<TenantServers>
}

/** What the product signs in with at a server: beside it, and closed until somebody has something to change. */
export function AccountRow({ tenantId, account, user, mayChange, onChange }: Props) {
  const { t } = useI18n()
  const [open, setOpen] = useState(false)
  const [removing, setRemoving] = useState(false)
  const row = useRef<HTMLElement>(null)
  const wasOpen = useRef(false)
  const heading = useId()
  const title = t(`setup.${account}.title`)

  useEffect(() => {
    if (open) row.current?.querySelector('input')?.focus()
    else if (wasOpen.current) row.current?.querySelector<HTMLElement>('.setup-acts > :last-child')?.focus()
    wasOpen.current = open
  }, [open])

  const tried = async (typed: TypedAccount): Promise<CheckProblem | null> =>
    (await withProof(() => adminApi.servers.tryAccount({ tenantId, account, ...typed }))).problem
  const save = async (typed: TypedAccount) => {
    await onChange(
      () => adminApi.servers.putAccount({ tenantId, account, ...typed }),
      t(`setup.${account}.saved`),
    )
    setOpen(false)
  }
  return (
    <section ref={row} className="setup-account" aria-labelledby={heading}>
      <div className="setup-head">
        <h4 id={heading}>{title}</h4>
        {mayChange && !open && (
          <span className="setup-acts">
            {user !== null && (
              <Button
                kind="text"
                aria-label={t('setup.servers.removeOf', { name: title })}
                onClick={() => setRemoving(true)}
              >
                {t('setup.remove')}
              </Button>
            )}
            <Button aria-label={t('setup.servers.changeOf', { name: title })} onClick={() => setOpen(true)}>
              {t(user === null ? 'setup.servers.add' : 'setup.servers.change')}
            </Button>
          </span>
        )}
      </div>
      <p className="admin-none">{t(`setup.${account}.lead`)}</p>
      {open ? (
        <AccountForm kind={account} user={user} onTry={tried} onSave={save}>
          <Button kind="text" size="form" onClick={() => setOpen(false)}>
            {t('actions.cancel')}
          </Button>
        </AccountForm>
      ) : (
        <p className="setup-name">{user ?? t('setup.none')}</p>
      )}
      {removing && (
        <ConfirmDialog
          title={t(`setup.${account}.removeTitle`)}
          text={t(`setup.${account}.removeText`)}
          word={t('setup.remove')}
          onConfirm={() =>
            onChange(
              () => adminApi.servers.removeAccount({ tenantId, account }),
              t(`setup.${account}.removed`),
            )
          }
          onClose={() => setRemoving(false)}
        />
      )}
    </section>
  )
}
