import type { TenantResource, TenantResources } from '@staffetta/contract'
import { Button, Chip, Icon } from '@staffetta/ui'
import { useQuery } from '@tanstack/react-query'
import { CalendarX, DoorOpen, Pencil, Plus } from 'lucide-react'
import { useI18n } from '../../app/i18n.tsx'
import { kindIcons } from '../../calendar/resources/kind-icons.ts'
import { adminQueries } from '../queries.ts'
import { aheadWords, hoursWords, noticeWords } from './resource-words.ts'
import { ServerNotices } from './ServerNotices.tsx'

const kinds = ['room', 'vehicle', 'equipment'] as const

interface Props {
  tenantId: string
  known: TenantResources
  mayChange: boolean
  onAdd: () => void
  onOpen: (resource: TenantResource) => void
  onRemove: (resource: TenantResource) => void
}

/** By kind, as people see them in the calendar. */
export function ResourceList({ tenantId, known, mayChange, onAdd, onOpen, onRemove }: Props) {
  const { t } = useI18n()
  const { resources, obstacle } = known
  const add = mayChange && (
    <Button kind="primary" size="form" icon={Plus} data-opens="new" onClick={onAdd}>
      {t('setup.resources.add')}
    </Button>
  )
  return (
    <section className="admin-card resources">
      <header>
        <div>
          <h2>{t('setup.resources.title')}</h2>
          <p className="admin-none">{t('setup.resources.lead')}</p>
          {!mayChange && <p className="admin-none">{t('setup.readOnly')}</p>}
        </div>
        {resources.length > 0 && add}
      </header>
      <ServerNotices tenantId={tenantId} known={known} />
      {resources.length === 0 && (
        <div className="empty-state">
          <span className="empty-disc">
            <Icon of={DoorOpen} size={28} />
          </span>
          <h2>{t('setup.resources.empty')}</h2>
          <p>{t('setup.resources.emptyText')}</p>
          {add}
        </div>
      )}
      {kinds.map((kind) => {
        const those = resources.filter((one) => one.kind === kind)
        if (those.length === 0) return null
        return (
          <section key={kind} aria-labelledby={`resources-${kind}`}>
            <h3 id={`resources-${kind}`}>{t(`calendar.resources.kinds.${kind}`)}</h3>
            <ul>
              {those.map((one) => (
                <Row
                  key={one.address}
                  tenantId={tenantId}
                  resource={one}
                  asks={obstacle === null || obstacle === 'service-off'}
                  {...(mayChange && { onOpen: () => onOpen(one), onRemove: () => onRemove(one) })}
                />
              ))}
            </ul>
          </section>
        )
      })}
    </section>
  )
}

interface RowProps {
  tenantId: string
  resource: TenantResource
  /** The server can say how it stands. */
  asks: boolean
  onOpen?: () => void
  onRemove?: () => void
}

function Row({ tenantId, resource, asks, onOpen, onRemove }: RowProps) {
  const { t, locale } = useI18n()
  const { data } = useQuery({ ...adminQueries.resourceCalendars(tenantId), enabled: asks })
  const standing = data?.find(({ address }) => address === resource.address)
  const { name, address, kind, capacity, place, opening, approval, managers } = resource
  const limits = [
    ...(resource.noticeMinutes === 0
      ? []
      : [t('setup.resources.notice', { time: noticeWords(resource.noticeMinutes, t) })]),
    t('setup.resources.ahead', { time: aheadWords(resource.aheadDays, t) }),
  ]
  const facts = [
    ...(capacity === null ? [] : [t('calendar.resources.capacity', { count: capacity })]),
    ...(place === '' ? [] : [place]),
  ]
  return (
    <li>
      <Icon of={kindIcons[kind]} size={20} />
      <div className="resource-words">
        <h4>{name}</h4>
        <p>{[...facts, address].join(' · ')}</p>
        <p>{opening.length === 0 ? t('setup.resources.always') : hoursWords(opening, locale)}</p>
        <p>
          {[
            approval === 'manager'
              ? t('setup.resources.asks', { people: managers.join(', ') })
              : t('setup.resources.atOnce'),
            ...limits,
          ].join(' · ')}
        </p>
        {standing && (standing.problem !== null || (standing.toCome ?? 0) > 0) && (
          <p>
            {standing.problem === null ? (
              <Chip tone="hue">{t('setup.resources.toCome', { count: standing.toCome ?? 0 })}</Chip>
            ) : (
              <Chip tone="warn" icon={CalendarX}>
                {t('setup.resources.notNow')}
              </Chip>
            )}
          </p>
        )}
      </div>
      {onOpen && (
        <div className="resource-acts">
          <Button
            size="dense"
            icon={Pencil}
            data-opens={address}
            aria-label={t('setup.resources.changeOf', { name })}
            onClick={onOpen}
          >
            {t('setup.resources.change')}
          </Button>
          <Button
            kind="text"
            size="dense"
            aria-label={t('setup.resources.removeOf', { name })}
            onClick={onRemove}
          >
            {t('setup.resources.remove')}
          </Button>
        </div>
      )}
    </li>
  )
}
