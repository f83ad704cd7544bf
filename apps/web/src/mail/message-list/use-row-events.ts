import type { MessageSummary } from '@staffetta/contract'
import type { useContextMenu } from '@staffetta/ui'
import { useEffect, useMemo, useRef } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import type { ListQuery } from '../known-list.ts'
import { messageMenu } from '../message-menu.ts'
import { prepareMessage } from '../message-view/prepare.ts'
import type { Target } from '../mutations.ts'
import {
  countSelected,
  cursor,
  isSelected,
  selectedTarget,
  selection,
  selectRange,
  targetOf,
  toggle,
} from '../selection.ts'
import { startDrag } from './drag.ts'
import type { RowEvents } from './MessageRow.tsx'

interface Options {
  query: ListQuery
  rowAt: (index: number) => MessageSummary | undefined
  knownRows: () => MessageSummary[]
  menu: ReturnType<typeof useContextMenu>
  onOpen: (summary: MessageSummary) => void
}

const hoverPrefetchMs = 60

/** What the pointer does to rows, in a folder and among the results of a search. One object for all, so that no row is drawn anew. */
export function useRowEvents({ query, rowAt, knownRows, menu, onOpen }: Options): RowEvents {
  const { t } = useI18n()
  const latest = useRef({ onOpen, menu, t })
  useEffect(() => {
    latest.current = { onOpen, menu, t }
  })
  return useMemo<RowEvents>(() => {
    const hover = { timer: undefined as ReturnType<typeof setTimeout> | undefined }
    const pickRange = (to: number) => {
      const from = selection.get().now.anchor ?? cursor.get().index ?? to
      const rows = []
      for (let at = Math.min(from, to); at <= Math.max(from, to); at += 1) rows.push(rowAt(at))
      selectRange(rows, to)
    }
    const prepare = (summary: MessageSummary) => void prepareMessage(summary.ref).catch(() => undefined)
    /** A row that is ticked stands for all that are. */
    const meant = (summary: MessageSummary): Target =>
      (isSelected(selection.get().now, summary.ref) ? selectedTarget(query, knownRows()) : null) ??
      targetOf(summary)
    return {
      onPress: (event, summary, index) => {
        cursor.set({ index })
        if (event.shiftKey) pickRange(index)
        else if (event.ctrlKey || event.metaKey || isTouchSelecting(event)) toggle(summary, index)
        else latest.current.onOpen(summary)
      },
      onTick: (summary, index, shift) => {
        cursor.set({ index })
        if (shift) pickRange(index)
        else toggle(summary, index)
      },
      onMenu: (event, summary, index) => {
        event.preventDefault()
        cursor.set({ index })
        latest.current.menu.open(
          { x: event.clientX, y: event.clientY },
          messageMenu(meant(summary), latest.current.t, latest.current.onOpen),
        )
      },
      onHover: (summary) => {
        clearTimeout(hover.timer)
        hover.timer = setTimeout(() => prepare(summary), hoverPrefetchMs)
      },
      onDown: prepare,
      onDragStart: (event, summary) => {
        const target = meant(summary)
        startDrag(event, target, latest.current.t('list.dragging', { count: target.count }))
      },
    }
  }, [query, rowAt, knownRows])
}

/** On a touch screen a tap ticks once something is ticked. */
function isTouchSelecting(event: React.MouseEvent): boolean {
  return (event.nativeEvent as PointerEvent).pointerType === 'touch' && countSelected(selection.get().now) > 0
}
