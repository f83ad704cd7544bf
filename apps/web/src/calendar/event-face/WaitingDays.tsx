import './WaitingDays.css'
import { Skeleton, VisuallyHidden } from '@staffetta/ui'
import { useI18n } from '../../app/i18n.tsx'

/** Stands where a list of days will be. */
export function WaitingDays() {
  const { t } = useI18n()
  return (
    <div className="waiting-days" role="status">
      <VisuallyHidden>{t('calendar.loading')}</VisuallyHidden>
      {['92%', '84%', '96%', '70%'].map((width) => (
        <Skeleton key={width} width={width} />
      ))}
    </div>
  )
}
