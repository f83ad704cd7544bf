import './Register.css'
import type { RegisterEntry } from '@staffetta/contract'
import { Button, Field } from '@staffetta/ui'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { Loaded } from '../Loaded.tsx'
import { adminQueries } from '../queries.ts'

/** What was done, newest first: of one body, or of all somebody administers. */
export function RegisterList({ tenant }: { tenant?: string }) {
  const { t } = useI18n()
  const [typed, setTyped] = useState('')
  const text = useDeferredValue(typed.trim())
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery(
    adminQueries.register({ ...(tenant && { tenant }), ...(text !== '' && { text }) }),
  )
  const entries = data?.pages.flatMap((page) => page.entries)
  return (
    <>
      <div className="admin-filters">
        <Field
          dense
          type="search"
          label={t('admin.register.search')}
          labelHidden
          placeholder={t('admin.register.search')}
          value={typed}
          maxLength={200}
          onChange={(event) => setTyped(event.target.value)}
        />
      </div>
      <Loaded data={entries} error={error} onRetry={refetch}>
        {(shown) => (
          <>
            {shown.length === 0 ? (
              <p className="admin-none">{t('admin.register.none')}</p>
            ) : (
              <ol className="register-list">
                {shown.map((entry) => (
                  <Row key={entry.seq} entry={entry} ofOne={tenant !== undefined} />
                ))}
              </ol>
            )}
          </>
        )}
      </Loaded>
      {hasNextPage && (
        <div>
          <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('admin.register.more')}
          </Button>
        </div>
      )}
    </>
  )
}

function Row({ entry, ofOne }: { entry: RegisterEntry; ofOne: boolean }) {
  const { t, formats } = useI18n()
  const { seq, at, act, actor, subject, reason, details } = entry
  const who =
    actor.kind === 'person' ? actor.name : t(`admin.register.actors.${actor.kind}`, { name: actor.name })
  const facts = [who, ...(actor.ip === null ? [] : [actor.ip])]
  return (
    <li>
      <time dateTime={at}>{formats.messageDate(at)}</time>
      <div>
        <p>
          <strong>{t(`admin.acts.${act}`)}</strong>
          {subject !== null && `: ${subject}`}
          {!ofOne && entry.tenant !== null && ` (${entry.tenant.name})`}
        </p>
        {reason !== null && <p>{t('admin.register.because', { reason })}</p>}
        <p className="admin-none">{facts.join(' · ')}</p>
        {details !== '{}' && (
          <details>
            <summary>{t('admin.register.details', { seq })}</summary>
            <pre>{JSON.stringify(JSON.parse(details), null, 2)}</pre>
          </details>
        )}
      </div>
    </li>
  )
}
