import type { MessageSummary } from '@staffetta/contract'
import { Skeleton, VisuallyHidden } from '@staffetta/ui'
import { useI18n } from '../../app/i18n.tsx'

/** The shape of a message; style shows it after 150 ms, so that a quick one never flashes. */
export function MessageSkeleton({ summary }: { summary?: MessageSummary }) {
  const { t } = useI18n()
  return (
    <>
      {summary && <h1 className="reader-subject">{summary.subject.trim() || t('mail.noSubject')}</h1>}
      <div className="reader-skeleton" role="status">
        <VisuallyHidden>{t('message.loading')}</VisuallyHidden>
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
