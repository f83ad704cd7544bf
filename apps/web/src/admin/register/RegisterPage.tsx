import { Button, Notice } from '@staffetta/ui'
import { useQuery } from '@tanstack/react-query'
import type { RegisterVerdict } from '@staffetta/contract'
import { CircleX, Download, ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { useAttempt } from '../../app/use-attempt.ts'
import { adminApi } from '../api.ts'
import { adminQueries } from '../queries.ts'
import { RegisterList } from './RegisterList.tsx'

/** What everybody who administers did, and whether it is still what was written. */
export function RegisterPage() {
  const { t } = useI18n()
  const { busy, wrong, attempt } = useAttempt()
  const [verdict, setVerdict] = useState<RegisterVerdict | null>(null)
  const readsAll = useQuery(adminQueries.access()).data?.roles.some(
    ({ role, scope }) => scope === null && (role === 'operator' || role === 'auditor'),
  )
  const verify = () => attempt(async () => setVerdict(await adminApi.register.verify({})))
  return (
    <div className="admin-page">
      <header className="admin-head">
        <h1>{t('admin.register.title')}</h1>
        <p>{t('admin.register.lead')}</p>
        <div className="admin-buttons">
          {readsAll && (
            <Button icon={Download} onClick={() => window.location.assign(adminApi.register.export({}))}>
              {t('admin.register.export')}
            </Button>
          )}
          <Button kind="primary" icon={ShieldCheck} busy={busy} onClick={() => void verify()}>
            {t('admin.register.verify')}
          </Button>
        </div>
      </header>
      {wrong !== null && <p role="alert">{wrong}</p>}
      {verdict !== null && <VerdictNotice verdict={verdict} />}
      <RegisterList />
    </div>
  )
}

function VerdictNotice({ verdict: { first, count, purged, anchored } }: { verdict: RegisterVerdict }) {
  const { t } = useI18n()
  if (first !== null)
    return (
      <Notice icon={CircleX} tone="bad" live="alert">
        {t(`admin.register.faults.${first.fault}`, { seq: first.seq })}
      </Notice>
    )
  return (
    <Notice icon={ShieldCheck} tone="ok" live="status">
      {t('admin.register.sound', { count })} {t('admin.register.anchored', { seq: anchored })}
      {purged > 0 && ` ${t('admin.register.purged', { count: purged })}`}
    </Notice>
  )
}
