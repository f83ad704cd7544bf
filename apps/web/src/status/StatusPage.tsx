import './StatusPage.css'
import type { Status } from '@staffetta/contract'
import { Button, Skeleton } from '@staffetta/ui'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { AnnouncementLine } from '../announcements/AnnouncementLine.tsx'
import { api } from '../announcements/api.ts'
import { sentenceOf } from '../app/errors.tsx'
import { useI18n } from '../app/i18n.tsx'
import { applyBrand } from '../app/layout/brand.ts'
import { Crest } from '../app/layout/Crest.tsx'
import { LanguageMenu } from '../app/layout/LanguageMenu.tsx'
import { ServiceLine } from './ServiceLine.tsx'
import { usePlace } from './use-place.ts'

/** Whether the services work where one is, for whoever comes by: public, and looked at anew every minute. */
export function StatusPage() {
  const { t } = useI18n()
  const place = usePlace()
  const { data, error, refetch } = useQuery({
    queryKey: ['status'],
    queryFn: ({ signal }) => api.status.getStatus({}, { signal }),
    refetchInterval: 60_000,
  })
  useEffect(() => applyBrand(place), [place])
  useEffect(() => {
    document.title = [t('status.title'), data?.body].filter(Boolean).join(' – ')
  }, [t, data?.body])
  return (
    <div className="status-page">
      <header className="status-strip">
        <Crest {...(place && { of: place })} />
        <strong>{data?.body ?? t('app.name')}</strong>
        <LanguageMenu />
      </header>
      <main className="status-sheet">
        <h1>{t('status.title')}</h1>
        {error && data === undefined ? (
          <div role="alert">
            <p>{sentenceOf(error, t)}</p>
            <Button onClick={() => void refetch()}>{t('actions.retry')}</Button>
          </div>
        ) : data === undefined ? (
          <div aria-busy>
            <Skeleton width="60%" />
          </div>
        ) : (
          <Standing of={data} />
        )}
        <p>
          <a href="/login">{t('status.back')}</a>
        </p>
      </main>
    </div>
  )
}

function Standing({ of: { services, announcements } }: { of: Status }) {
  const { t } = useI18n()
  const [now] = useState(() => Date.now())
  return (
    <>
      {announcements.length > 0 && (
        <section className="status-announced" aria-label={t('announcements.title')}>
          {announcements.map((one) => (
            <AnnouncementLine key={one.id} of={one} now={now} />
          ))}
        </section>
      )}
      <p className="status-whole" role="status">
        {t(`status.whole.${wholeOf(services)}`)}
      </p>
      {services.length > 0 && (
        <ul className="status-list">
          {services.map((one) => (
            <ServiceLine key={one.service} of={one} />
          ))}
        </ul>
      )}
      <p className="status-note">{t('status.note')}</p>
    </>
  )
}

function wholeOf(services: Status['services']): 'none' | 'trouble' | 'unknown' | 'works' {
  if (services.length === 0) return 'none'
  if (services.some(({ state }) => state === 'fails' || state === 'partly')) return 'trouble'
  return services.some(({ state }) => state === 'unknown') ? 'unknown' : 'works'
}
