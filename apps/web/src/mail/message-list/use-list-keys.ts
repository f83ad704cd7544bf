import type { MessageSummary } from '@staffetta/contract'
import type { useContextMenu } from '@staffetta/ui'
import type { RefObject } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import type { ListQuery } from '../known-list.ts'
import { messageMenu } from '../message-menu.ts'
import { shownRows } from '../open-message.ts'
import { clearSelection, cursor, selectedTarget, selectRange, targetOf, toggle } from '../selection.ts'
import { rowId } from './MessageRow.tsx'
import type { RowsHandle } from './VirtualRows.tsx'

interface Options {
  query: ListQuery
  total: number
  rowAt: (index: number) => MessageSummary | undefined
  knownRows: () => MessageSummary[]
  handle: RefObject<RowsHandle | null>
  menu: ReturnType<typeof useContextMenu>
  onOpen: (summary: MessageSummary) => void
}

/** The keys of the list itself: one tab stop, arrows inside (APG grid). Letters are shortcuts of the page. */
export function useListKeys(options: Options) {
  const { query, total, rowAt, knownRows, handle, menu, onOpen } = options
  const { t } = useI18n()

  const go = (index: number, extend: boolean) => {
    const to = Math.min(total - 1, Math.max(0, index))
    const from = cursor.get().index ?? to
    if (extend) {
      const rows = []
      for (let at = Math.min(from, to); at <= Math.max(from, to); at += 1) rows.push(rowAt(at))
      selectRange(rows, from)
    }
    cursor.set({ index: to })
    handle.current?.scrollTo(to)
  }

  return (event: React.KeyboardEvent) => {
    if (event.target !== event.currentTarget) return
    const at = cursor.get().index ?? -1
    const summary = rowAt(at)
    const page = handle.current?.pageRows() ?? 10
    const { shiftKey } = event
    if (event.key === 'ContextMenu' || (event.key === 'F10' && shiftKey)) {
      const box = document.getElementById(rowId(at))?.getBoundingClientRect()
      if (!summary || !box) return
      menu.open(
        { x: box.left + 40, y: box.bottom - 8 },
        messageMenu(selectedTarget(query, knownRows()) ?? targetOf(summary), t, onOpen),
      )
    } else if ((event.ctrlKey || event.metaKey) && event.key === 'a') shownRows().selectAll()
    else if (event.ctrlKey || event.metaKey || event.altKey) return
    else if (event.key === 'ArrowDown') go(at + 1, shiftKey)
    else if (event.key === 'ArrowUp') go(at - 1, shiftKey)
    else if (event.key === 'PageDown') go(at + page, shiftKey)
    else if (event.key === 'PageUp') go(at - page, shiftKey)
    else if (event.key === 'Home') go(0, shiftKey)
    else if (event.key === 'End') go(total - 1, shiftKey)
    else if (event.key === ' ' && summary) toggle(summary, at)
    else if (event.key === 'Enter' && summary) onOpen(summary)
    else if (event.key === 'Escape') clearSelection()
    else return
    event.preventDefault()
  }
}
