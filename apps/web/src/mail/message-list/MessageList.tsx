import './MessageList.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { MessageSummary } from '@staffetta/contract'
import { useContextMenu } from '@staffetta/ui'
import { useCallback, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import { device } from '../../app/device.ts'
import { useI18n } from '../../app/i18n.tsx'
import { useStore } from '../../app/store.ts'
import type { ListQuery, MessageList as KnownList } from '../known-list.ts'
import { indexOf } from '../list-cache.ts'
import { refsOf } from '../list-threads.ts'
import { showRows } from '../open-message.ts'
import { mailQueries, pageSize } from '../queries.ts'
import { countSelected, cursor, selectAll, selection, toggle } from '../selection.ts'
import { CompactHead } from './CompactHead.tsx'
import { EmptyList } from './EmptyList.tsx'
import { ensureRows } from './fetch-rows.ts'
import { dayHeadings, groupAt, instantAt } from './headings.ts'
import { MessageRow, rowId } from './MessageRow.tsx'
import { RowSkeleton } from './RowSkeleton.tsx'
import { useListKeys } from './use-list-keys.ts'
import { useRowEvents } from './use-row-events.ts'
import { useLongPress } from './use-long-press.ts'
import { VirtualRows, type RowsHandle } from './VirtualRows.tsx'

interface Props {
  query: ListQuery
  label: string
  outgoing: boolean
  openRef: string | undefined
  onOpen: (summary: MessageSummary) => void
}

const restMs = 70
const noWords: readonly string[] = []

/** A folder of any length: what is in sight is fetched, what was seen is kept for a while. */
export function MessageList({ query, label, outgoing, openRef, onOpen }: Props) {
  const { t, formats } = useI18n()
  const client = useQueryClient()
  const { data: list } = useQuery(mailQueries.list(query))
  const density = useStore(device, (state) => state.density)
  const compact = density === 'compact'
  const phone = usePhone()
  const handle = useRef<RowsHandle>(null)
  const range = useRef({ first: 0, last: 30 })
  const menu = useContextMenu(t('list.actions'))
  const selecting = useStore(selection, (state) => countSelected(state.now) > 0)
  const focusIndex = useStore(cursor, (state) => state.index)

  const headings = useMemo(
    () => (list && !compact ? dayHeadings(list, query, formats) : new Map()),
    [list, query, compact, formats],
  )
  const layout = useMemo(
    () => ({
      total: list?.total ?? 0,
      rowHeight: compact ? 32 : phone ? 72 : 64,
      headingHeight: 28,
      headings: [...headings.keys()],
    }),
    [list?.total, compact, phone, headings],
  )

  const rest = useRef<ReturnType<typeof setTimeout>>(undefined)
  const onRange = useCallback(
    (first: number, last: number) => {
      const far = Math.abs(first - range.current.first) > pageSize / 2
      range.current = { first, last }
      clearTimeout(rest.current)
      // The thumb flies over thousands of rows: only where it rests is asked for.
      if (far) rest.current = setTimeout(() => ensureRows(query, first, last), restMs)
      else ensureRows(query, first, Math.max(last, first + 20))
    },
    [query],
  )
  // The epoch rises when what is shown grew old: what is in sight is asked again.
  useEffect(
    () => ensureRows(query, range.current.first, Math.max(range.current.last, 20)),
    [query, list?.epoch, list?.rows],
  )

  // Stepping from message to message keeps the open one in sight; scrolling away from it is left alone.
  const showOpen = useEffectEvent((ref: string) => {
    const at = indexOf(list, ref)
    if (at !== undefined) handle.current?.scrollTo(at)
  })
  useEffect(() => {
    if (openRef !== undefined) showOpen(openRef)
  }, [openRef])

  const rowAt = useCallback(
    (index: number) =>
      client.getQueryData<KnownList>(mailQueries.list(query).queryKey)?.rows.get(index)?.summary,
    [client, query],
  )
  const knownRows = useCallback(
    () =>
      [...(client.getQueryData<KnownList>(mailQueries.list(query).queryKey)?.rows.values() ?? [])].map(
        (row) => row.summary,
      ),
    [client, query],
  )
  useEffect(() => {
    const known = list
    return showRows({
      total: known?.total ?? 0,
      rowAt,
      indexOf: (ref) => indexOf(known, ref),
      selectAll: () => selectAll(known?.total ?? 0),
    })
  }, [list, rowAt])
  const events = useRowEvents({ query, rowAt, knownRows, menu, onOpen })
  const onKeyDown = useListKeys({ query, total: layout.total, rowAt, knownRows, handle, menu, onOpen })
  const longPress = useLongPress((index) => {
    const summary = rowAt(index)
    if (summary) toggle(summary, index)
  })
  const hintAt = useCallback(
    (index: number) => {
      const known = client.getQueryData(mailQueries.list(query).queryKey)
      if (!known || query.order !== 'arrival') return null
      const instant = instantAt(known, index)
      // Between two known rows a date can be told; the last row is the other end.
      if (instant === null) ensureRows(query, known.total - 1, known.total - 1)
      return instant === null ? null : formats.monthYear(instant)
    },
    [client, query, formats],
  )

  if (list && list.total === 0) return <EmptyList query={query} />
  return (
    <>
      {compact && <CompactHead query={query} outgoing={outgoing} />}
      <VirtualRows
        handle={handle}
        listKey={JSON.stringify(query)}
        layout={layout}
        role="grid"
        tabIndex={0}
        aria-label={label}
        aria-rowcount={layout.total}
        aria-multiselectable
        aria-activedescendant={focusIndex === null ? undefined : rowId(focusIndex)}
        aria-busy={list === undefined}
        data-selecting={selecting || undefined}
        onKeyDown={onKeyDown}
        {...longPress}
        onRange={onRange}
        hintAt={hintAt}
        renderHeading={(index, top) => (
          <div
            key={`heading ${index}`}
            className="rows-heading"
            role="presentation"
            style={{ transform: `translateY(${top}px)` }}
          >
            {formats.dayHeading(headings.get(index)!)}
          </div>
        )}
        renderRow={(index, top) => {
          const row = list?.rows.get(index)
          if (!row) return <RowSkeleton key={index} index={index} top={top} compact={compact} />
          return (
            <MessageRow
              key={row.summary.ref}
              summary={row.summary}
              index={index}
              top={top}
              compact={compact}
              open={openRef !== undefined && refsOf(row.summary).includes(openRef)}
              outgoing={outgoing}
              bareTime={groupAt(headings, index) === 'yesterday'}
              words={noWords}
              events={events}
            />
          )
        }}
      />
      {list === undefined && <FirstLoad compact={compact} />}
      {menu.element}
    </>
  )
}

/** The very first load of a folder: bars of the right height, once it takes longer than a blink. */
function FirstLoad({ compact }: { compact: boolean }) {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 150)
    return () => clearTimeout(timer)
  }, [])
  if (!late) return null
  const height = compact ? 32 : 64
  return (
    <div className="rows-first-load" aria-hidden="true">
      {Array.from({ length: 12 }, (_, index) => (
        <RowSkeleton key={index} index={index} top={index * height} compact={compact} />
      ))}
    </div>
  )
}

const phoneQuery = '(max-width: 600px)'

function usePhone(): boolean {
  const [phone, setPhone] = useState(() => matchMedia(phoneQuery).matches)
  useEffect(() => {
    const media = matchMedia(phoneQuery)
    const onChange = () => setPhone(media.matches)
    media.addEventListener('change', onChange)
    return () => media.removeEventListener('change', onChange)
  }, [])
  return phone
}
