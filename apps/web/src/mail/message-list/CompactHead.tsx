import { useNavigate } from '@tanstack/react-router'
import { Icon } from '@staffetta/ui'
import { ChevronDown, ChevronUp, Flag, Paperclip } from 'lucide-react'
import { useI18n } from '../../app/i18n.tsx'
import type { ListQuery } from '../known-list.ts'
import { useOrders } from '../use-mailboxes.ts'

interface Props {
  query: ListQuery
  outgoing: boolean
}

/** The columns; a press sorts where the server can. */
export function CompactHead({ query, outgoing }: Props) {
  const { t } = useI18n()
  const navigate = useNavigate()
  const orders = useOrders()
  const column = (order: ListQuery['order'], label: string, className: string) => {
    const current = query.order === order || (order === 'date' && query.order === 'arrival')
    const next = current ? !query.ascending : order === 'from' || order === 'subject'
    if (!orders.includes(order) && order !== 'date') return <span className={className}>{label}</span>
    return (
      <button
        type="button"
        className={className}
        data-current={current || undefined}
        onClick={() =>
          void navigate({
            to: '.',
            search: (before) => {
              const { order: _order, asc: _asc, ...rest } = before
              const wanted = order === 'date' ? (query.order === 'date' ? 'date' : undefined) : order
              return {
                ...rest,
                ...(wanted && wanted !== 'arrival' ? { order: wanted } : {}),
                ...(next ? { asc: true as const } : {}),
              }
            },
          })
        }
      >
        {label}
        {current && (
          <Icon
            of={query.ascending ? ChevronUp : ChevronDown}
            size={14}
            label={t(query.ascending ? 'list.ascending' : 'list.descending')}
          />
        )}
      </button>
    )
  }
  return (
    <div className="compact-head">
      <span />
      {outgoing
        ? column('to', t('list.column.to'), 'head-people')
        : column('from', t('list.column.from'), 'head-people')}
      {column('subject', t('list.column.subject'), 'head-subject')}
      <Icon of={Flag} size={14} label={t('list.column.flag')} />
      <Icon of={Paperclip} size={14} label={t('list.column.attachment')} />
      {column('date', t('list.column.date'), 'head-date')}
      {column('size', t('list.column.size'), 'head-size')}
    </div>
  )
}
