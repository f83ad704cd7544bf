import { useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, IconButton, useMenu } from '@staffetta/ui'
import { Archive, Ellipsis, Flag, FolderInput, Mail, MailOpen, Trash, X } from 'lucide-react'
import { useI18n } from '../../app/i18n.tsx'
import { useStore } from '../../app/store.ts'
import { archive, askWhereTo, markFlagged, markSeen, remove, roleOf } from '../actions.ts'
import type { ListQuery, MessageList } from '../known-list.ts'
import { unreadOf } from '../list-threads.ts'
import { messageMenu } from '../message-menu.ts'
import type { Target } from '../mutations.ts'
import { shownRows } from '../open-message.ts'
import { mailQueries } from '../queries.ts'
import { clearSelection, countSelected, selectedTarget, selection } from '../selection.ts'

/** Takes the place of the head while something is selected: how many, and what one can do with them. */
export function BulkBar({ query, total }: { query: ListQuery; total: number }) {
  const { t } = useI18n()
  const target = useSelectedTarget(query)
  const now = useStore(selection, (state) => state.now)
  const count = countSelected(now)
  const menu = useMenu(() => (target ? messageMenu(target, t, null) : []), t('actions.more'))
  if (!target) return null
  const verbs = bulkVerbs(target, t)
  return (
    <div className="bulk-bar" role="toolbar" aria-label={t('list.actions')}>
      <Checkbox
        label={t('list.selectAll')}
        labelHidden
        checked={count === total}
        mixed={count > 0 && count < total}
        onChange={() => (count === total ? clearSelection() : shownRows().selectAll())}
      />
      <span className="bulk-count" role="status">
        {t('list.selected', { count })}
      </span>
      {verbs.slice(0, 5).map((verb) => (
        <Button
          key={verb.id}
          kind="ghost"
          className="bulk-verb"
          icon={verb.icon}
          title={verb.label}
          onClick={verb.onPress}
        >
          <span className="bulk-word">{verb.label}</span>
        </Button>
      ))}
      <IconButton icon={Ellipsis} label={t('actions.more')} {...menu.trigger} />
      {menu.element}
      <Button kind="text" className="bulk-end bulk-deselect" onClick={clearSelection}>
        {t('list.deselect')}
      </Button>
      <IconButton
        className="bulk-end bulk-close"
        icon={X}
        label={t('list.deselect')}
        onClick={clearSelection}
      />
    </div>
  )
}

/** On a phone the verbs take the place of the lower bar. */
export function PhoneBulkBar({ query }: { query: ListQuery }) {
  const { t } = useI18n()
  const target = useSelectedTarget(query)
  if (!target) return null
  return (
    <nav className="phone-bar" aria-label={t('list.actions')}>
      {bulkVerbs(target, t).map(({ id, icon: Glyph, short, onPress }) => (
        <button key={id} type="button" className="phone-item" onClick={onPress}>
          <span className="phone-icon">
            <Glyph size={22} strokeWidth={1.75} aria-hidden="true" />
          </span>
          {short}
        </button>
      ))}
    </nav>
  )
}

function useSelectedTarget(query: ListQuery): Target | null {
  useStore(selection, (state) => state.now)
  const client = useQueryClient()
  const list = client.getQueryData<MessageList>(mailQueries.list(query).queryKey)
  return selectedTarget(
    query,
    [...(list?.rows.values() ?? [])].map((row) => row.summary),
  )
}

function bulkVerbs(target: Target, t: ReturnType<typeof useI18n>['t']) {
  const unread = target.set.all !== undefined || target.known.some((summary) => unreadOf(summary).length > 0)
  const unflagged = target.known.some((summary) => !summary.flags.includes('flagged'))
  const trash = roleOf(target.mailboxId) === 'trash'
  return [
    {
      id: 'archive',
      icon: Archive,
      label: t('list.archive'),
      short: t('list.archive'),
      onPress: () => archive(target),
    },
    {
      id: 'move',
      icon: FolderInput,
      label: t('list.move'),
      short: t('list.moveShort'),
      onPress: () => askWhereTo(target),
    },
    {
      id: 'seen',
      icon: unread ? MailOpen : Mail,
      label: unread ? t('list.markReadMany') : t('list.markUnread'),
      short: unread ? t('list.readShort') : t('list.unreadShort'),
      onPress: () => markSeen(target, unread),
    },
    {
      id: 'flag',
      icon: Flag,
      label: unflagged ? t('list.flag') : t('list.unflag'),
      short: t('list.flagShort'),
      onPress: () => markFlagged(target, unflagged),
    },
    {
      id: 'delete',
      icon: Trash,
      label: trash ? t('list.deleteForGood') : t('list.delete'),
      short: t('list.delete'),
      onPress: () => remove(target),
    },
  ]
}
