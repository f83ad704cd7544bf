import './MessageSkeleton.css'
import type { MessageSummary } from '@staffetta/contract'
import { Skeleton, VisuallyHidden } from '@staffetta/ui'
import { useEffect, useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'

const patienceMs = 5000

/** The shape of a message; style shows it after 150 ms, so that a quick one never flashes, and words join it when it takes long. */
export function MessageSkeleton({ summary }: { summary?: MessageSummary }) {
  const { t } = useI18n()
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), patienceMs)
    return () => clearTimeout(timer)
  }, [])
  return (
    <>
      {summary && <h1 className="reader-subject">{summary.subject.trim() || t('mail.noSubject')}</h1>}
      <div className="reader-skeleton" role="status">
        {late ? (
          <p className="reader-late">{t('message.late')}</p>
        ) : (
          <VisuallyHidden>{t('message.loading')}</VisuallyHidden>
        )}
        {!summary && <Skeleton width="55%" />}
        <div className="message-card">
          <Skeleton width="35%" />
          <Skeleton width="20%" />
          <Skeleton width="90%" />
          <Skeleton width="82%" />
          <Skeleton width="60%" />
        </div>
      </div>
    </>
  )
}
