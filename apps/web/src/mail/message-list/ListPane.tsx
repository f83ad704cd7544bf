import type { MessageSummary } from '@staffetta/contract'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { FilterTabs, IconButton, useMenu, type MenuEntry } from '@staffetta/ui'
import { ArrowDownUp, Columns2, MessagesSquare, RefreshCw, Rows2, Rows3, Square } from 'lucide-react'
import { device } from '../../app/device.ts'
import { useI18n } from '../../app/i18n.tsx'
import { useStore } from '../../app/store.ts'
import type { ListQuery } from '../known-list.ts'
import { takesThreads } from '../list-threads.ts'
import { refreshMailboxes } from '../mutations.ts'
import { mailboxName } from '../names.ts'
import { mailQueries } from '../queries.ts'
import { countSelected, selection } from '../selection.ts'
import { useMailbox, useOrders } from '../use-mailboxes.ts'
import { BulkBar } from './BulkBar.tsx'
import { retryNow } from './fetch-rows.ts'
import { ListTroubleBar, useTrouble, WholeListFailed } from './ListTrouble.tsx'
import { MessageList } from './MessageList.tsx'

interface Props {
  query: ListQuery
  openRef: string | undefined
  onOpen: (summary: MessageSummary) => void
}

const filters = ['all', 'unread', 'flagged', 'attachments'] as const
const layouts = [
  ['right', Columns2],
  ['below', Rows2],
  ['none', Square],
] as const

/** The head, the filters and the rows of one folder. */
export function ListPane({ query, openRef, onOpen }: Props) {
  const { t } = useI18n()
  const navigate = useNavigate()
  const mailbox = useMailbox(query.mailboxId)
  const total = useQuery({ ...mailQueries.list(query), select: (list) => list.total }).data
  const threaded = useQuery({ ...mailQueries.list(query), select: (list) => list.threaded }).data
  const known = total !== undefined
  const selecting = useStore(selection, (state) => countSelected(state.now) > 0)
  const sort = useSortMenu(query)
  const view = useViewMenu()
  const trouble = useTrouble(query)
  const outgoing = mailbox?.role === 'sent' || mailbox?.role === 'drafts'
  const name = mailbox ? mailboxName(mailbox, t) : query.mailboxId === 'inbox' ? t('roles.inbox') : ''
  // What is counted is what the rows are, so that "2 di 740" in the reader means the same.
  const messages = query.filter === 'all' ? (mailbox?.total ?? total) : total

  return (
    <section className="list-pane" aria-label={t('list.of', { name })}>
      {selecting ? (
        <>
          <h1 className="ui-hidden">{name}</h1>
          <BulkBar query={query} total={total ?? 0} />
        </>
      ) : (
        <div className="list-head">
          <div className="list-title">
            <h1>{name}</h1>
            {messages !== undefined && (
              <span title={t('list.count', { count: messages })}>
                {threaded && total !== undefined
                  ? t('list.conversationCount', { count: total })
                  : t('list.count', { count: messages })}
              </span>
            )}
          </div>
          <IconButton icon={RefreshCw} label={t('list.refresh')} onClick={() => refresh(query)} />
          <IconButton icon={ArrowDownUp} label={t('list.sort')} {...sort.trigger} />
          <IconButton icon={view.icon} label={t('list.view')} {...view.menu.trigger} />
          {sort.element}
          {view.menu.element}
        </div>
      )}
      <div className="list-filters">
        <FilterTabs
          label={t('list.filters')}
          tabs={filters.map((id) => ({
            id,
            label: t(`list.filter.${id}`),
            count: id === 'unread' && mailbox && mailbox.unread > 0 ? String(mailbox.unread) : undefined,
          }))}
          current={query.filter}
          onChange={(filter) =>
            void navigate({
              to: '/mail/$mailboxId',
              params: { mailboxId: query.mailboxId },
              search: ({ filter: _filter, ...rest }) => (filter === 'all' ? rest : { ...rest, filter }),
            })
          }
        />
        <PhoneSort query={query} />
      </div>
      <ListTroubleBar query={query} trouble={trouble} known={known} />
      {trouble && !known ? (
        <WholeListFailed error={trouble.error} onRetry={() => retryNow(query, 0, 30)} />
      ) : (
        <MessageList
          query={query}
          label={t('list.of', { name })}
          outgoing={outgoing}
          openRef={openRef}
          onOpen={onOpen}
        />
      )}
    </section>
  )
}

/** Asks the server for everything in sight, whatever the live stream says. */
export function refresh(query: ListQuery): void {
  void refreshMailboxes()
  retryNow(query, 0, 30)
}

function PhoneSort({ query }: { query: ListQuery }) {
  const { t } = useI18n()
  const sort = useSortMenu(query)
  return (
    <>
      <IconButton className="phone-sort" icon={ArrowDownUp} label={t('list.sort')} {...sort.trigger} />
      {sort.element}
    </>
  )
}

function useSortMenu(query: ListQuery) {
  const { t } = useI18n()
  const navigate = useNavigate()
  const orders = useOrders()
  const mailbox = useMailbox(query.mailboxId)
  const sortBy = (order: ListQuery['order'], ascending: boolean) =>
    void navigate({
      to: '/mail/$mailboxId',
      params: { mailboxId: query.mailboxId },
      search: ({ order: _order, asc: _asc, ...rest }) => ({
        ...rest,
        ...(order === 'arrival' ? {} : { order }),
        ...(ascending ? { asc: true as const } : {}),
      }),
    })
  const entries = (): MenuEntry[] => [
    ...orders.map((order) => ({
      kind: 'action' as const,
      id: order,
      label: t(`list.order.${order}`),
      checked: order === query.order,
      onAction: () => sortBy(order, order === 'from' || order === 'to' || order === 'subject'),
    })),
    { kind: 'separator', id: 'line' },
    {
      kind: 'action',
      id: 'ascending',
      label: t('list.ascending'),
      checked: query.ascending,
      onAction: () => sortBy(query.order, true),
    },
    {
      kind: 'action',
      id: 'descending',
      label: t('list.descending'),
      checked: !query.ascending,
      onAction: () => sortBy(query.order, false),
    },
    ...(takesThreads({ ...query, order: 'arrival', ascending: false }, mailbox)
      ? [
          { kind: 'separator' as const, id: 'before-conversations' },
          {
            kind: 'action' as const,
            id: 'conversations',
            label: t('list.conversations'),
            icon: MessagesSquare,
            checked: query.threads,
            onAction: () => {
              device.set({ conversations: !query.threads })
              if (!query.threads) sortBy('arrival', false)
            },
          },
        ]
      : []),
  ]
  return useMenu(entries, t('list.sort'))
}

function useViewMenu() {
  const { t } = useI18n()
  const { layout, density } = useStore(device, (state) => state)
  const entries = (): MenuEntry[] => [
    ...layouts.map(([id, icon]) => ({
      kind: 'action' as const,
      id,
      label: t(`layout.${id}`),
      icon,
      checked: id === layout,
      onAction: () => device.set({ layout: id }),
    })),
    { kind: 'separator', id: 'line' },
    ...(['comfortable', 'compact'] as const).map((id) => ({
      kind: 'action' as const,
      id,
      label: t(`density.${id}`),
      icon: id === 'compact' ? Rows3 : Rows2,
      checked: id === density,
      onAction: () => device.set({ density: id }),
    })),
  ]
  return { menu: useMenu(entries, t('list.view')), icon: layouts.find(([id]) => id === layout)![1] }
}
