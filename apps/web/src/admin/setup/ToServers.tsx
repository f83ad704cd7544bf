import { Link } from '@tanstack/react-router'
import { useI18n } from '../../app/i18n.tsx'

/** The way to where the body's servers are set, and the accounts there. */
export function ToServers({ tenantId }: { tenantId: string }) {
  const { t } = useI18n()
  return (
    <Link to="/admin/bodies/$tenantId/$tab" params={{ tenantId, tab: 'servers' }}>
      {t('setup.toServers')}
    </Link>
  )
}
