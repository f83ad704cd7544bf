import type { MessageRef, MessageSummary } from '@staffetta/contract'
import { useQueryClient } from '@tanstack/react-query'
import { useI18n } from '../app/i18n.tsx'
import { showShortcuts, useShortcuts, type Shortcut } from '../app/shortcuts/shortcuts.ts'
import { archive, askWhereTo, markFlagged, markSeen, remove } from './actions.ts'
import { openComposer } from './composer/open.ts'
import type { ListQuery, MessageList } from './known-list.ts'
import { unreadOf } from './list-threads.ts'
import { canBeTask, makeTask } from './make-task.ts'
import { ensureRows } from './message-list/fetch-rows.ts'
import { refresh } from './message-list/ListPane.tsx'
import { onlyRow, type Target } from './mutations.ts'
import { shownRows, whenRowIsKnown } from './open-message.ts'
import { mailQueries } from './queries.ts'
import { focusSearch } from './search/focus.ts'
import { clearSelection, cursor, selectedTarget, targetOf, toggle } from './selection.ts'

interface Options {
  query: ListQuery
  openRef: MessageRef | undefined
  goTo: (ref: MessageRef | null) => void
  onOpen: (summary: MessageSummary) => void
  openMailbox: (id: string) => void
}

/** Single keys of mail. They act on the selection, else on the open message, else on the row under the cursor. */
export function useMailShortcuts({ query, openRef, goTo, onOpen, openMailbox }: Options): void {
  const { t } = useI18n()
  const client = useQueryClient()
  const rowAt = (index: number | null) => (index === null ? undefined : shownRows().rowAt(index))

  const target = (): Target | null => {
    const list = client.getQueryData<MessageList>(mailQueries.list(query).queryKey)
    const selected = selectedTarget(
      query,
      [...(list?.rows.values() ?? [])].map((row) => row.summary),
    )
    if (selected) return selected
    const open =
      openRef === undefined ? undefined : client.getQueryData(mailQueries.message(openRef).queryKey)?.summary
    const at = openRef === undefined ? undefined : shownRows().indexOf(openRef)
    const summary = (at === undefined ? undefined : rowAt(at)) ?? open ?? rowAt(cursor.get().index)
    return summary ? targetOf(summary) : null
  }
  const on = (act: (target: Target) => void) => () => {
    const wanted = target()
    if (wanted) act(wanted)
  }
  const write = (kind: 'reply' | 'reply-all' | 'forward') =>
    on((wanted) => {
      const row = onlyRow(wanted)
      if (row) openComposer({ kind, ref: row.ref })
    })
  const step = (by: 1 | -1) => () => {
    const here = cursor.get().index
    const open = openRef === undefined ? undefined : shownRows().indexOf(openRef)
    // A row that is still loading is where one is going already.
    const at = here !== null && !rowAt(here) ? here : (open ?? here ?? -1)
    const index = at + by
    if (index < 0 || index >= shownRows().total) return
    cursor.set({ index })
    if (openRef === undefined) return document.querySelector<HTMLElement>('.rows')?.focus()
    if (!rowAt(index)) ensureRows(query, index, index)
    whenRowIsKnown(index, (row) => goTo(row.ref))
  }
  const shortcut = (keys: string, label: string, group: Shortcut['group'], run: () => void): Shortcut => ({
    keys,
    label,
    group,
    run,
  })

  useShortcuts([
    shortcut('?', t('shortcuts.help'), 'general', showShortcuts),
    shortcut('/', t('shortcuts.search'), 'general', focusSearch),
    shortcut('c', t('shortcuts.compose'), 'general', () => openComposer({ kind: 'new' })),
    shortcut('g i', t('shortcuts.inbox'), 'general', () => openMailbox('inbox')),
    shortcut('j', t('shortcuts.next'), 'list', step(1)),
    shortcut('k', t('shortcuts.previous'), 'list', step(-1)),
    shortcut('o', t('shortcuts.open'), 'list', () => {
      const row = rowAt(cursor.get().index)
      if (row) onOpen(row)
    }),
    shortcut('x', t('shortcuts.select'), 'list', () => {
      const { index } = cursor.get()
      const row = rowAt(index)
      if (row && index !== null) toggle(row, index)
    }),
    shortcut('*', t('shortcuts.selectAll'), 'list', () => shownRows().selectAll()),
    shortcut('n', t('shortcuts.refresh'), 'list', () => refresh(query)),
    shortcut('e', t('list.archive'), 'message', on(archive)),
    { ...shortcut('Delete', t('list.delete'), 'message', on(remove)), always: true },
    shortcut(
      'u',
      `${t('list.markRead')} / ${t('list.markUnread')}`,
      'message',
      on((wanted) =>
        markSeen(
          wanted,
          wanted.known.some((summary) => unreadOf(summary).length > 0),
        ),
      ),
    ),
    shortcut(
      's',
      t('list.flag'),
      'message',
      on((wanted) =>
        markFlagged(wanted, !wanted.known.every((summary) => summary.flags.includes('flagged'))),
      ),
    ),
    shortcut(
      'v',
      t('list.move'),
      'message',
      on((wanted) => askWhereTo(wanted)),
    ),
    shortcut(
      't',
      t('list.createTask'),
      'message',
      on((wanted) => {
        const row = onlyRow(wanted)
        if (row && canBeTask(row)) void makeTask(row)
      }),
    ),
    shortcut('r', t('list.reply'), 'message', write('reply')),
    shortcut('a', t('list.replyAll'), 'message', write('reply-all')),
    shortcut('f', t('list.forward'), 'message', write('forward')),
    {
      ...shortcut('Escape', t('shortcuts.close'), 'message', () => {
        if (openRef !== undefined) goTo(null)
        else clearSelection()
      }),
      always: true,
    },
  ])
}
