import { type CheckOutcome, flawsOf, type TenantDetail } from '@staffetta/contract'
import { createSayings } from '@staffetta/i18n/sayings'
import { Icon, Skeleton } from '@staffetta/ui'
import { useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useI18n } from '../../app/i18n.tsx'
import { SummaryStep } from '../../enrolment/index.ts'
import { adminApi } from '../api.ts'
import { adminQueries } from '../queries.ts'
import { Decision } from './Decision.tsx'

/** What a body said when it asked, its files, and what is decided about it. */
export function RequestTab({ tenant }: { tenant: TenantDetail }) {
  const { t, formats } = useI18n()
  const { data: enrolment } = useQuery(adminQueries.enrolment(tenant.id))
  const { data: report } = useQuery(adminQueries.checks(tenant.id))
  const say = createSayings(t, formats)
  const failing = (report?.outcomes ?? []).filter(({ state }) => state === 'error')
  const inWords = ({ check, subject, headline }: CheckOutcome) =>
    [`${t(`checks.names.${check}`)}${subject === '' ? '' : ` (${subject})`}`, say(headline)].join(': ')
  const flaws = enrolment ? flawsOf(enrolment.dossier, enrolment.files.length) : []
  const missing = [
    ...flaws.map(
      ({ step, kind }) => `${t(`enrolment.names.${step}`)}: ${t(`enrolment.flaws.${kind}`, { field: '' })}`,
    ),
    ...failing.map(inWords),
  ]
  return (
    <div className="body-cards">
      <Decision tenant={tenant} missing={missing} />
      {enrolment === undefined ? (
        <div aria-busy>
          <Skeleton width="50%" />
        </div>
      ) : enrolment === null ? (
        <section className="admin-card">
          <h2>{t('admin.request.dossier')}</h2>
          <p className="admin-none">{t('admin.request.none')}</p>
        </section>
      ) : (
        <>
          {enrolment.files.length > 0 && (
            <section className="admin-card">
              <h2>{t('admin.request.files')}</h2>
              <ul className="request-files">
                {enrolment.files.map(({ id, fileName, sizeBytes }) => (
                  <li key={id}>
                    <a
                      href={adminApi.enrolments.getEnrolmentFile({ tenantId: tenant.id, fileId: id })}
                      download
                      aria-label={t('admin.request.download', { name: fileName })}
                    >
                      <Icon of={Download} size={16} /> {fileName}
                    </a>
                    <span className="admin-none">{formats.size(sizeBytes)}</span>
                  </li>
                ))}
              </ul>
            </section>
          )}
          <section className="admin-card request-dossier">
            <h2>{t('admin.request.dossier')}</h2>
            <p className="admin-none">
              {t('admin.request.sentAt', { date: formats.full(enrolment.sentAt) })}
            </p>
            <SummaryStep dossier={enrolment.dossier} files={enrolment.files} flaws={[]} />
          </section>
        </>
      )}
    </div>
  )
}
