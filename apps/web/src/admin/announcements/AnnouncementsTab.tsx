import type { TenantDetail } from '@staffetta/contract'
import { useI18n } from '../../app/i18n.tsx'
import { useMayChange } from '../setup/use-change.ts'
import { AnnouncementsCard } from './AnnouncementsCard.tsx'

/** What a body tells its people for a while. */
export function AnnouncementsTab({ tenant }: { tenant: TenantDetail }) {
  const { t } = useI18n()
  const { mayChange } = useMayChange()
  return (
    <>
      <p className="admin-none">{t(mayChange ? 'announcing.lead' : 'announcing.readOnly')}</p>
      <AnnouncementsCard tenantId={tenant.id} mayWrite={mayChange} />
    </>
  )
}
