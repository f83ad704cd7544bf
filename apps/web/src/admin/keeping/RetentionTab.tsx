import './Keeping.css'
import '../setup/Setup.css'
import type { Retention, TenantDetail } from '@staffetta/contract'
import { useQuery } from '@tanstack/react-query'
import { useI18n } from '../../app/i18n.tsx'
import { Loaded } from '../Loaded.tsx'
import { useChange, useMayChange } from '../setup/use-change.ts'
import { MailLogSearch } from './MailLogSearch.tsx'
import { keepingQueries } from './queries.ts'
import { RuleForm } from './RuleForm.tsx'

/** How long everything is kept, in words; what of it can be decided here; and looks into the log of mail. */
export function RetentionTab({ tenant }: { tenant: TenantDetail }) {
  const { t } = useI18n()
  const { data, error, refetch } = useQuery(keepingQueries.retention(tenant.id))
  const { mayChange, decides } = useMayChange()
  const change = useChange<Retention>(tenant.id, keepingQueries.retention(tenant.id).queryKey)
  return (
    <Loaded data={data} error={error} onRetry={refetch}>
      {(retention) => (
        <div className="setup">
          <Durations retention={retention} />
          <RuleForm
            key={retention.mailLog.setAt}
            tenantId={tenant.id}
            rule={retention.mailLog}
            mayChange={mayChange}
            onChange={change}
          />
          {decides ? (
            <MailLogSearch tenantId={tenant.id} />
          ) : (
            <section className="admin-card">
              <h2>{t('keeping.log.title')}</h2>
              <p className="admin-none">{t('keeping.log.others')}</p>
            </section>
          )}
        </div>
      )}
    </Loaded>
  )
}

function Durations({ retention }: { retention: Retention }) {
  const { t } = useI18n()
  const { mailLog, registerMonths, undoSeconds, uploadHours, importDays } = retention
  const seconds = (count: number) =>
    count % 3600 === 0
      ? t('keeping.hours', { count: count / 3600 })
      : t('keeping.minutes', { count: Math.ceil(count / 60) })
  const sessions = {
    idle: seconds(retention.idleSeconds),
    shared: seconds(retention.sharedIdleSeconds),
    absolute: seconds(retention.absoluteSeconds),
  }
  const lines = [
    ['mailLog', mailLog.days === 0 ? t('keeping.notKept') : t('keeping.days', { count: mailLog.days })],
    ['register', t('keeping.months', { count: registerMonths })],
    ['sessions', t('keeping.atMost', { time: sessions.absolute })],
    ['copies', t('keeping.notKept')],
    ['undo', seconds(undoSeconds)],
    ['uploads', t('keeping.hours', { count: uploadHours })],
    ['imports', t('keeping.days', { count: importDays })],
  ] as const
  return (
    <section className="admin-card">
      <h2>{t('keeping.title')}</h2>
      <p className="admin-none">{t('keeping.lead')}</p>
      <dl className="keeping-list">
        {lines.map(([what, time]) => (
          <div key={what}>
            <dt>{t(`keeping.what.${what}`)}</dt>
            <dd className="keeping-time">{time}</dd>
            <dd className="admin-none">{t(`keeping.about.${what}`, sessions)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
