import type { TenantResource } from '@staffetta/contract'
import { useQuery } from '@tanstack/react-query'
import { ConfirmDialog } from '../../app/ConfirmDialog.tsx'
import { useI18n } from '../../app/i18n.tsx'
import { adminQueries } from '../queries.ts'

interface Props {
  tenantId: string
  resource: TenantResource
  onRemove: () => Promise<void>
  onClose: () => void
}

/** Says what stays, and how much is booked, as far as that is known. */
export function RemoveDialog({ tenantId, resource: { address, name }, onRemove, onClose }: Props) {
  const { t } = useI18n()
  const { data } = useQuery({ ...adminQueries.resourceCalendars(tenantId), enabled: false })
  const toCome = data?.find((one) => one.address === address)?.toCome ?? null
  const booked =
    toCome === null
      ? t('setup.resources.removeUnknown')
      : toCome === 0
        ? ''
        : t('setup.resources.removeCount', { count: toCome })
  return (
    <ConfirmDialog
      title={t('setup.resources.removeTitle', { name })}
      text={[booked, t('setup.resources.removeText')].join(' ').trim()}
      word={t('setup.resources.remove')}
      onConfirm={onRemove}
      onClose={onClose}
    />
  )
}
