import type { TenantDetail } from '@staffetta/contract'
import { useI18n } from '../../app/i18n.tsx'
import { StartCard } from './StartCard.tsx'

/** What is known of a body, as far as others set it: the way to change each is where it is set. */
export function OverviewTab({ tenant }: { tenant: TenantDetail }) {
  const { t, formats } = useI18n()
  const { patron } = tenant.workRules
  const on = tenant.offered.filter((one) => one.on).map(({ service }) => t(`admin.services.${service}`))
  return (
    <div className="body-cards body-overview">
      <StartCard tenant={tenant} />
      <div className="body-cards">
        <section className="admin-card">
          <h2>{t('admin.body.standing')}</h2>
          <dl className="admin-facts">
            <dt>{t('admin.bodies.state')}</dt>
            <dd>
              {t('admin.body.stateSince', {
                state: t(`admin.states.${tenant.state}`),
                date: formats.date(tenant.stateSince),
              })}
              {tenant.stateReason !== '' && `: ${tenant.stateReason}`}
            </dd>
            <dt>{t('admin.bodies.services')}</dt>
            <dd>{on.join(', ') || t('admin.services.none')}</dd>
            <dt>{t('admin.body.signedIn')}</dt>
            <dd>{t('admin.bodies.people', { count: tenant.signedIn })}</dd>
            <dt>{t('admin.body.kind')}</dt>
            <dd>
              {t(`admin.kinds.${tenant.kind}`)}
              {tenant.isProvider && `, ${t('admin.body.provider')}`}
            </dd>
          </dl>
        </section>
        <section className="admin-card">
          <h2>{t('admin.body.addresses')}</h2>
          <dl className="admin-facts">
            <dt>{t('admin.body.domains')}</dt>
            <dd>{tenant.domains.join(', ')}</dd>
            <dt>{t('admin.body.hosts')}</dt>
            <dd>{tenant.hosts.join(', ') || t('admin.body.noHosts')}</dd>
            <dt>{t('admin.body.help')}</dt>
            <dd>{tenant.help ?? t('admin.body.noHelp')}</dd>
            {patron && (
              <>
                <dt>{t('admin.body.patron')}</dt>
                <dd>
                  {patron.name}, {patron.day.split('-').toReversed().join('/')}
                </dd>
              </>
            )}
          </dl>
        </section>
        <section className="admin-card">
          <h2>{t('admin.body.servers')}</h2>
          {tenant.endpoints.length === 0 ? (
            <p className="admin-none">{t('admin.body.noServers')}</p>
          ) : (
            <dl className="admin-facts">
              {tenant.endpoints.map(({ kind, host, port, tls }) => (
                <div key={kind} style={{ display: 'contents' }}>
                  <dt>{t(`admin.servers.${kind}`)}</dt>
                  <dd>
                    {host}:{port}, {t(`admin.tls.${tls}`)}
                  </dd>
                </div>
              ))}
            </dl>
          )}
        </section>
      </div>
    </div>
  )
}
