import { domainFlaw, type TenantDomain } from '@staffetta/contract'
import { Button, Field } from '@staffetta/ui'
import { useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { useAttempt } from '../../app/use-attempt.ts'
import { adminApi } from '../api.ts'
import type { Change } from './use-change.ts'
import { AdminForm } from '../AdminForm.tsx'

/** One more domain: nobody signs in by it before it is proved. */
export function AddDomain({
  tenantId,
  held,
  onChange,
}: {
  tenantId: string
  held: string[]
  onChange: Change<TenantDomain[]>
}) {
  const { t } = useI18n()
  const { busy, wrong, setWrong, attempt } = useAttempt()
  const [typed, setTyped] = useState('')
  const add = () => {
    const domain = typed.trim().toLowerCase()
    const flaw = domainFlaw(domain)
    if (flaw !== null)
      return setWrong(t(flaw === 'missing' ? 'setup.domains.domainMissing' : 'setup.domains.domainWrong'))
    if (held.includes(domain)) return setWrong(t('setup.domains.domainHeld'))
    void attempt(async () => {
      await onChange(
        () => adminApi.domains.putDomain({ tenantId, domain, shared: false }),
        t('setup.domains.added', { domain }),
      )
      setTyped('')
    })
  }
  return (
    <AdminForm busy={busy} onSubmit={add}>
      <h2>{t('setup.domains.add')}</h2>
      <Field
        label={t('setup.domains.domain')}
        hint={t('setup.domains.domainHint')}
        value={typed}
        maxLength={253}
        autoCapitalize="none"
        spellCheck={false}
        error={wrong}
        onChange={(event) => setTyped(event.target.value)}
      />
      <div>
        <Button kind="primary" size="form" type="submit" busy={busy}>
          {t('setup.domains.addWord')}
        </Button>
      </div>
    </AdminForm>
  )
}
