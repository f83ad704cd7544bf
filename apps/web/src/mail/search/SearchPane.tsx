import type { MessageSummary } from '@staffetta/contract'
import { useNavigate } from '@tanstack/react-router'
import { Button, FilterTabs, Icon, IconButton, Notice, ProgressBar, useContextMenu } from '@staffetta/ui'
import { CircleAlert, SearchX, X } from 'lucide-react'
import { useCallback, useEffect, useEffectEvent, useMemo, useRef } from 'react'
import { device } from '../../app/device.ts'
import { sentenceOf } from '../../app/errors.tsx'
import { useI18n } from '../../app/i18n.tsx'
import { useStore } from '../../app/store.ts'
import type { ListQuery } from '../known-list.ts'
import { BulkBar } from '../message-list/BulkBar.tsx'
import { MessageRow, rowId } from '../message-list/MessageRow.tsx'
import { useListKeys } from '../message-list/use-list-keys.ts'
import { useLongPress } from '../message-list/use-long-press.ts'
import { useRowEvents } from '../message-list/use-row-events.ts'
import { VirtualRows, type RowsHandle } from '../message-list/VirtualRows.tsx'
import { mailboxName } from '../names.ts'
import { showRows } from '../open-message.ts'
import { countSelected, cursor, selection, selectRange, toggle } from '../selection.ts'
import { useMailboxes } from '../use-mailboxes.ts'
import { parseSearch, withoutCriterion, wordsOf, type Criterion } from './parse.ts'
import { useLiveHits } from './use-live-hits.ts'
import { useSearchResults } from './use-search.ts'

interface Props {
  text: string
  everywhere: boolean
  query: ListQuery
  openRef: string | undefined
  onOpen: (summary: MessageSummary) => void
}

/** What was found, folder by folder as it comes, and how far the search is. */
export function SearchPane({ text, everywhere, query, openRef, onOpen }: Props) {
  const { mailboxId } = query
  const { t } = useI18n()
  const navigate = useNavigate()
  const mailboxes = useMailboxes()
  const results = useSearchResults(text, mailboxId, everywhere)
  const { found, failed, searched, mailboxes: all, state, error } = results
  useLiveHits(results.patch)
  const compact = useStore(device, (current) => current.density) === 'compact'
  const criteria = useMemo(() => parseSearch(text), [text])
  const words = useMemo(() => wordsOf(criteria), [criteria])
  const focusIndex = useStore(cursor, (current) => current.index)
  const selecting = useStore(selection, (current) => countSelected(current.now) > 0)
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
        selectAll: () => selectRange(rows, 0),
      }),
    [rows],
  )
  const showOpen = useEffectEvent((ref: string) => {
    const at = rows.findIndex((row) => row.ref === ref)
    if (at >= 0) handle.current?.scrollTo(at)
  })
  useEffect(() => {
    if (openRef !== undefined) showOpen(openRef)
  }, [openRef])
  const rowAt = useCallback((index: number) => rows[index], [rows])
  const knownRows = useCallback(() => rows, [rows])
  const events = useRowEvents({ query, rowAt, knownRows, menu, onOpen })
  const onKeyDown = useListKeys({ query, total: rows.length, rowAt, knownRows, handle, menu, onOpen })
  const longPress = useLongPress((index) => {
    const summary = rowAt(index)
    if (summary) toggle(summary, index)
  })

  return (
    <section className="list-pane search-pane" aria-label={t('search.title')}>
      {selecting ? (
        <>
          <h1 className="ui-hidden">{t('search.title')}</h1>
          <BulkBar query={query} total={rows.length} />
        </>
      ) : (
        <div className="list-head">
          <div className="list-title">
            <h1>{t('search.title')}</h1>
            {(state !== 'running' || total > 0) && <span>{t('search.results', { count: total })}</span>}
          </div>
          <IconButton icon={X} label={t('search.back')} onClick={() => go({})} />
        </div>
      )}
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
          aria-multiselectable
          data-selecting={selecting || undefined}
          onKeyDown={onKeyDown}
          {...longPress}
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
