import type { MessageSummary } from '@staffetta/contract'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, FilterTabs, Icon, IconButton, Notice, ProgressBar, useContextMenu } from '@staffetta/ui'
import { CircleAlert, SearchX, X } from 'lucide-react'
import { useEffect, useMemo, useRef } from 'react'
import { device } from '../../app/device.ts'
import { sentenceOf } from '../../app/errors.tsx'
import { useI18n } from '../../app/i18n.tsx'
import { useStore } from '../../app/store.ts'
import { messageMenu } from '../message-menu.ts'
import { startDrag } from '../message-list/drag.ts'
import { MessageRow, rowId, type RowEvents } from '../message-list/MessageRow.tsx'
import { VirtualRows, type RowsHandle } from '../message-list/VirtualRows.tsx'
import { mailboxName } from '../names.ts'
import { showRows } from '../open-message.ts'
import { mailQueries } from '../queries.ts'
import { cursor, targetOf } from '../selection.ts'
import { useMailboxes } from '../use-mailboxes.ts'
import { parseSearch, withoutCriterion, wordsOf, type Criterion } from './parse.ts'
import { useLiveHits } from './use-live-hits.ts'
import { useSearchResults } from './use-search.ts'

interface Props {
  text: string
  everywhere: boolean
  mailboxId: string
  openRef: string | undefined
  onOpen: (summary: MessageSummary) => void
}

/** What was found, folder by folder as it comes, and how far the search is. */
export function SearchPane({ text, everywhere, mailboxId, openRef, onOpen }: Props) {
  const { t } = useI18n()
  const navigate = useNavigate()
  const client = useQueryClient()
  const mailboxes = useMailboxes()
  const results = useSearchResults(text, mailboxId, everywhere)
  const { found, failed, searched, mailboxes: all, state, error } = results
  useLiveHits(results.patch)
  const compact = useStore(device, (current) => current.density) === 'compact'
  const criteria = useMemo(() => parseSearch(text), [text])
  const words = useMemo(() => wordsOf(criteria), [criteria])
  const focusIndex = useStore(cursor, (current) => current.index)
  const handle = useRef<RowsHandle>(null)
  const menu = useContextMenu(t('list.actions'))
  const nameOf = (id: string) => {
    const mailbox = mailboxes.find((one) => one.id === id)
    return mailbox ? mailboxName(mailbox, t) : ''
  }
  const rows = useMemo(() => found.flatMap((one) => one.rows), [found])
  const headings = useMemo(() => {
    const starts = new Map<number, (typeof found)[number]>()
    let at = 0
    for (const one of found) {
      if (one.rows.length > 0) starts.set(at, one)
      at += one.rows.length
    }
    return starts
  }, [found])
  const layout = useMemo(
    () => ({
      total: rows.length,
      rowHeight: compact ? 32 : 64,
      headingHeight: 28,
      headings: [...headings.keys()],
    }),
    [rows.length, compact, headings],
  )
  const total = found.reduce((sum, one) => sum + one.total, 0)
  const go = (search: { q?: string; all?: true }) =>
    void navigate({ to: '/mail/$mailboxId', params: { mailboxId }, search })

  useEffect(
    () =>
      showRows({
        total: rows.length,
        rowAt: (index) => rows[index],
        indexOf: (ref) => {
          const at = rows.findIndex((row) => row.ref === ref)
          return at < 0 ? undefined : at
        },
        selectable: false,
      }),
    [rows],
  )
  const latest = useRef({ onOpen, menu, t, rows })
  useEffect(() => {
    latest.current = { onOpen, menu, t, rows }
  })
  const events = useMemo<RowEvents>(
    () => ({
      onPress: (_event, summary, index) => {
        cursor.set({ index })
        latest.current.onOpen(summary)
      },
      onTick: (summary) => latest.current.onOpen(summary),
      onMenu: (event, summary, index) => {
        event.preventDefault()
        cursor.set({ index })
        latest.current.menu.open(
          { x: event.clientX, y: event.clientY },
          messageMenu(targetOf(summary), latest.current.t, latest.current.onOpen),
        )
      },
      onHover: (summary) => void client.prefetchQuery(mailQueries.message(summary.ref)),
      onDragStart: (event, summary) =>
        startDrag(event, targetOf(summary), latest.current.t('list.dragging', { count: 1 })),
    }),
    [client],
  )
  const onKeyDown = (event: React.KeyboardEvent) => {
    const at = cursor.get().index ?? -1
    const moves: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: rows.length - 1,
    }
    const to = moves[event.key]
    if (to !== undefined) {
      const index = Math.min(rows.length - 1, Math.max(0, to))
      cursor.set({ index })
      handle.current?.scrollTo(index)
    } else if (event.key === 'Enter' && rows[at]) onOpen(rows[at])
    else return
    event.preventDefault()
  }

  return (
    <section className="list-pane search-pane" aria-label={t('search.title')}>
      <div className="list-head">
        <div className="list-title">
          <h1>{t('search.title')}</h1>
          {(state !== 'running' || total > 0) && <span>{t('search.results', { count: total })}</span>}
        </div>
        <IconButton icon={X} label={t('search.back')} onClick={() => go({})} />
      </div>
      <div className="list-filters">
        <FilterTabs
          label={t('search.scope')}
          current={everywhere ? 'all' : 'this'}
          tabs={[
            { id: 'all', label: t('search.scopeAll') },
            { id: 'this', label: nameOf(mailboxId) },
          ]}
          onChange={(scope) => go(scope === 'all' ? { q: text, all: true } : { q: text })}
        />
      </div>
      <CriteriaChips
        criteria={criteria}
        onRemove={(criterion) => {
          const rest = withoutCriterion(text, criterion)
          go(rest === '' ? {} : { q: rest, ...(everywhere ? { all: true as const } : {}) })
        }}
      />
      {state === 'running' && (
        <div className="search-progress" role="status">
          <span>{all > 1 ? t('search.searching', { done: searched, all }) : t('search.running')}</span>
          <Button kind="text" onClick={results.stop}>
            {t('search.stop')}
          </Button>
          {all > 1 && <ProgressBar label={t('search.title')} share={searched / all} />}
        </div>
      )}
      {state === 'stopped' && <p className="search-told">{t('search.stopped')}</p>}
      {state === 'failed' && (
        <Notice
          icon={CircleAlert}
          tone="bad"
          live="alert"
          action={
            <Button kind="text" onClick={results.again}>
              {t('actions.retry')}
            </Button>
          }
        >
          {sentenceOf(error, t)}
        </Notice>
      )}
      {failed.map((id) => (
        <Notice key={id} icon={CircleAlert} tone="warn">
          {t('search.failedIn', { name: nameOf(id) })}
        </Notice>
      ))}
      {rows.length === 0 && state !== 'running' && state !== 'failed' ? (
        <div className="empty-state" role="status">
          <span className="empty-disc">
            <Icon of={SearchX} size={28} />
          </span>
          <h2>{t('search.none.title')}</h2>
          <p>{t('search.none.text')}</p>
          {!everywhere && <Button onClick={() => go({ q: text, all: true })}>{t('search.scopeAll')}</Button>}
        </div>
      ) : (
        <VirtualRows
          handle={handle}
          listKey={`${text} ${everywhere}`}
          layout={layout}
          role="grid"
          tabIndex={0}
          aria-label={t('search.title')}
          aria-rowcount={rows.length}
          aria-activedescendant={
            focusIndex === null || focusIndex >= rows.length ? undefined : rowId(focusIndex)
          }
          aria-busy={state === 'running'}
          data-results
          onKeyDown={onKeyDown}
          onRange={noRange}
          renderHeading={(index, top) => {
            const one = headings.get(index)!
            return (
              <div
                key={`heading ${index}`}
                className="rows-heading"
                role="presentation"
                style={{ transform: `translateY(${top}px)` }}
              >
                {nameOf(one.mailboxId)}
                {one.total > one.rows.length &&
                  ` · ${t('search.moreIn', { count: one.total, shown: one.rows.length })}`}
              </div>
            )
          }}
          renderRow={(index, top) => (
            <MessageRow
              key={rows[index]!.ref}
              summary={rows[index]!}
              index={index}
              top={top}
              compact={compact}
              open={rows[index]!.ref === openRef}
              outgoing={false}
              bareTime={false}
              words={words}
              events={events}
            />
          )}
        />
      )}
      {menu.element}
    </section>
  )
}

const noRange = () => undefined

function CriteriaChips({
  criteria,
  onRemove,
}: {
  criteria: Criterion[]
  onRemove: (criterion: Criterion) => void
}) {
  const { t } = useI18n()
  const operators = criteria.filter((criterion) => criterion.field !== 'text' || criterion.not)
  if (operators.length === 0) return null
  return (
    <div className="search-chips">
      {operators.map((criterion) => (
        <span key={criterion.source} className="search-chip">
          {criterion.source}
          <IconButton
            icon={X}
            size={28}
            label={t('search.removeCriterion', { criterion: criterion.source })}
            onClick={() => onRemove(criterion)}
          />
        </span>
      ))}
    </div>
  )
}
