import { useI18n } from '../../app/i18n.tsx'
import { AnnouncementsCard } from './AnnouncementsCard.tsx'

/** What the operators tell everybody, or the people of some bodies. */
export function AnnouncementsPage() {
  const { t } = useI18n()
  return (
    <div className="admin-page">
      <header className="admin-head">
        <h1>{t('admin.announcements.title')}</h1>
        <p>{t('announcing.leadAll')}</p>
      </header>
      <AnnouncementsCard tenantId={null} mayWrite />
    </div>
  )
}
