import type { PrivacyNotice } from '@staffetta/contract'
import { Button, Skeleton } from '@staffetta/ui'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../app/api.ts'
import { sentenceOf } from '../app/errors.tsx'
import { useI18n } from '../app/i18n.tsx'
import { useAttempt } from '../app/use-attempt.ts'
import { noticeIn } from './notice-in.ts'
import { NoticeText } from './NoticeText.tsx'
import { settingsQueries } from './queries.ts'
import { FailedCard } from './SettingsFailed.tsx'

/** The notice that counts, to be read again, and those before it. */
export function NoticeSettings() {
  const { t, formats } = useI18n()
  const { data, error, refetch } = useQuery(settingsQueries.notice())
  const [version, setVersion] = useState<number | null>(null)
  const old = useQuery({ ...settingsQueries.noticeVersion(version ?? 0), enabled: version !== null })
  if (error && !data) return <FailedCard error={error} onRetry={refetch} />
  const shown = version === null ? data?.notice : old.data
  return (
    <section className="settings-card" aria-busy={!data}>
      <h2>{t('settings.data.items.notice.label')}</h2>
      {!data && <Skeleton width="60%" />}
      {data?.notice === null && <p className="settings-hint">{t('notice.none')}</p>}
      {shown && <Shown notice={shown} isCurrent={version === null} />}
      {version !== null && old.error && <p role="alert">{sentenceOf(old.error, t)}</p>}
      {version !== null && (
        <div>
          <Button kind="text" onClick={() => setVersion(null)}>
            {t('notice.version', {
              version: data?.notice?.version ?? '',
              date: data?.notice ? formats.date(data.notice.publishedAt) : '',
            })}
          </Button>
        </div>
      )}
      {data && data.before.length > 0 && (
        <div>
          <h3>{t('notice.before')}</h3>
          <ul className="notice-versions">
            {data.before.map((one) => (
              <li key={one.version}>
                {t('notice.version', { version: one.version, date: formats.date(one.publishedAt) })}
                <Button
                  kind="text"
                  aria-label={t('notice.readVersion', { version: one.version })}
                  onClick={() => setVersion(one.version)}
                >
                  {t('notice.read')}
                </Button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  )
}

function Shown({ notice, isCurrent }: { notice: PrivacyNotice; isCurrent: boolean }) {
  const { t, locale, formats } = useI18n()
  const client = useQueryClient()
  const { busy, wrong, attempt } = useAttempt()
  const { body, version, publishedAt, readAt } = notice
  const { text, lang } = noticeIn(notice, locale)
  return (
    <>
      <p className="settings-hint">
        {t('notice.of', { body, version, date: formats.date(publishedAt) })}
        {'. '}
        {readAt === null ? t('notice.unread') : t('notice.readAt', { date: formats.full(readAt) })}
      </p>
      <NoticeText text={text} lang={lang} />
      {isCurrent && readAt === null && (
        <div>
          <Button
            kind="primary"
            busy={busy}
            onClick={() =>
              void attempt(async () => {
                await api.privacy.takeNote({ version })
                await client.invalidateQueries({ queryKey: settingsQueries.notice().queryKey })
              })
            }
          >
            {t('notice.done')}
          </Button>
        </div>
      )}
      {wrong !== null && <p role="alert">{wrong}</p>}
    </>
  )
}
