import './NoticeTab.css'
import type { TenantDetail } from '@staffetta/contract'
import { Button, Dialog, Notice, TextArea } from '@staffetta/ui'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Info } from 'lucide-react'
import { useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { notify } from '../../app/notify.ts'
import { useAttempt } from '../../app/use-attempt.ts'
import { NoticeText } from '../../settings/NoticeText.tsx'
import { adminApi } from '../api.ts'
import { Loaded } from '../Loaded.tsx'
import { adminQueries } from '../queries.ts'

/** What a body says of privacy: written, looked at, published as another version. */
export function NoticeTab({ tenant }: { tenant: TenantDetail }) {
  const { t, formats } = useI18n()
  const client = useQueryClient()
  const { busy, wrong, attempt } = useAttempt()
  const { data, error, refetch } = useQuery(adminQueries.notices(tenant.id))
  const roles = useQuery(adminQueries.access()).data?.roles ?? []
  const mayChange = roles.some(({ role }) => role === 'operator' || role === 'tenant-admin')
  const [typed, setTyped] = useState({ it: '', en: '' })
  const [asked, setAsked] = useState(false)
  const [confirming, setConfirming] = useState(false)
  const missing = typed.it.trim() === ''
  const version = (data?.notices[0]?.version ?? 0) + 1
  const publish = () =>
    attempt(async () => {
      const text = { it: typed.it.trim(), en: typed.en.trim() || null }
      const published = await adminApi.admin.publishNotice({ tenantId: tenant.id, ...text })
      client.setQueryData(adminQueries.notices(tenant.id).queryKey, published)
      void client.invalidateQueries({ queryKey: ['admin', 'register'] })
      setTyped({ it: '', en: '' })
      setAsked(false)
      setConfirming(false)
      notify({ text: t('admin.notice.published', { version }) })
    })
  return (
    <div className="body-cards">
      {mayChange && (
        <form
          className="admin-card"
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            setAsked(true)
            if (!missing) setConfirming(true)
          }}
        >
          <h2>{t('admin.body.tabs.notice')}</h2>
          <p className="admin-none">{t('admin.notice.lead')}</p>
          <TextArea
            label={t('admin.notice.it')}
            hint={t('admin.notice.hint')}
            error={asked && missing ? t('admin.notice.missing') : undefined}
            rows={10}
            maxLength={60_000}
            value={typed.it}
            onChange={({ target }) => setTyped({ ...typed, it: target.value })}
          />
          <TextArea
            label={t('admin.notice.en')}
            rows={4}
            maxLength={60_000}
            value={typed.en}
            onChange={({ target }) => setTyped({ ...typed, en: target.value })}
          />
          {!missing && (
            <section className="notice-preview" aria-label={t('admin.notice.preview')}>
              <h3>{t('admin.notice.preview')}</h3>
              <NoticeText text={typed.it} lang="it" />
            </section>
          )}
          <div>
            <Button kind="primary" size="form" type="submit">
              {t('admin.notice.publish', { version })}
            </Button>
          </div>
        </form>
      )}
      <section className="admin-card">
        <h2>{t('admin.notice.versions')}</h2>
        {!mayChange && <p className="admin-none">{t('admin.notice.readOnly')}</p>}
        <Loaded data={data} error={error} onRetry={refetch}>
          {({ notices, instead }) => (
            <>
              {instead !== null && (
                <Notice icon={Info}>{t('admin.notice.instead', { body: instead })}</Notice>
              )}
              {notices.length === 0 && <p className="admin-none">{t('admin.notice.none')}</p>}
              {notices.map((one) => (
                <details key={one.version} className="notice-version">
                  <summary>
                    <strong>
                      {t('admin.notice.version', {
                        version: one.version,
                        date: formats.date(one.publishedAt),
                      })}
                    </strong>{' '}
                    <span className="admin-none">{t('admin.notice.readers', { count: one.readers })}</span>
                  </summary>
                  <NoticeText text={one.it} lang="it" />
                  {one.en !== null && <NoticeText text={one.en} lang="en" />}
                  {mayChange && (
                    <Button
                      aria-label={t('admin.notice.startFromOf', { version: one.version })}
                      onClick={() => setTyped({ it: one.it, en: one.en ?? '' })}
                    >
                      {t('admin.notice.startFrom')}
                    </Button>
                  )}
                </details>
              ))}
            </>
          )}
        </Loaded>
      </section>
      {confirming && (
        <Dialog
          title={t('admin.notice.confirmTitle', { version })}
          onClose={() => setConfirming(false)}
          actions={
            <>
              <Button size="form" autoFocus onClick={() => setConfirming(false)}>
                {t('actions.cancel')}
              </Button>
              <Button size="form" kind="primary" busy={busy} onClick={() => void publish()}>
                {t('admin.notice.publish', { version })}
              </Button>
            </>
          }
        >
          <p>{t('admin.notice.confirmText')}</p>
          {wrong !== null && <p role="alert">{wrong}</p>}
        </Dialog>
      )}
    </div>
  )
}
