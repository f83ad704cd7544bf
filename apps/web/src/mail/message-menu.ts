import type { MessageSummary } from '@staffetta/contract'
import type { Translate } from '@staffetta/i18n'
import type { MenuEntry } from '@staffetta/ui'
import {
  Archive,
  Copy,
  Flag,
  FlagOff,
  FolderInput,
  FolderOpen,
  Forward,
  ListTodo,
  Mail,
  MailOpen,
  Pencil,
  Reply,
  ReplyAll,
  ShieldAlert,
  ShieldCheck,
  Trash,
} from 'lucide-react'
import {
  archive,
  askWhereTo,
  markFlagged,
  markSeen,
  remove,
  reportJunk,
  reportNotJunk,
  roleOf,
} from './actions.ts'
import { openComposer } from './composer/open.ts'
import { unreadOf } from './list-threads.ts'
import { canBeTask, makeTask } from './make-task.ts'
import { onlyRow, type Target } from './mutations.ts'

/** The verbs of a message or of a selection: one menu wherever it is opened. */
export function messageMenu(
  target: Target,
  t: Translate,
  open: ((summary: MessageSummary) => void) | null,
): MenuEntry[] {
  const one = onlyRow(target)
  const role = roleOf(target.mailboxId)
  const allSeen = target.known.every((summary) => unreadOf(summary).length === 0)
  const allFlagged = target.known.every((summary) => summary.flags.includes('flagged'))
  const entries: MenuEntry[] = []
  if (one && open)
    entries.push({
      kind: 'action',
      id: 'open',
      label: t('list.open'),
      icon: FolderOpen,
      keys: t('keys.enter'),
      onAction: () => open(one),
    })
  if (one && role === 'drafts')
    entries.push({
      kind: 'action',
      id: 'edit',
      label: t('list.edit'),
      icon: Pencil,
      onAction: () => openComposer({ kind: 'draft', ref: one.ref }),
    })
  if (one && role !== 'drafts')
    entries.push(
      {
        kind: 'action',
        id: 'reply',
        label: t('list.reply'),
        icon: Reply,
        keys: 'R',
        onAction: () => openComposer({ kind: 'reply', ref: one.ref }),
      },
      {
        kind: 'action',
        id: 'reply-all',
        label: t('list.replyAll'),
        icon: ReplyAll,
        keys: 'A',
        onAction: () => openComposer({ kind: 'reply-all', ref: one.ref }),
      },
      {
        kind: 'action',
        id: 'forward',
        label: t('list.forward'),
        icon: Forward,
        keys: 'F',
        onAction: () => openComposer({ kind: 'forward', ref: one.ref }),
      },
    )
  if (one && canBeTask(one))
    entries.push({
      kind: 'action',
      id: 'task',
      label: t('list.createTask'),
      icon: ListTodo,
      keys: 'T',
      onAction: () => void makeTask(one),
    })
  if (entries.length > 0) entries.push({ kind: 'separator', id: 'after-writing' })
  entries.push(
    {
      kind: 'action',
      id: 'seen',
      label: allSeen ? t('list.markUnread') : t('list.markRead'),
      icon: allSeen ? Mail : MailOpen,
      keys: 'U',
      onAction: () => markSeen(target, !allSeen),
    },
    {
      kind: 'action',
      id: 'flag',
      label: allFlagged ? t('list.unflag') : t('list.flag'),
      icon: allFlagged ? FlagOff : Flag,
      keys: 'S',
      onAction: () => markFlagged(target, !allFlagged),
    },
    { kind: 'separator', id: 'after-marks' },
  )
  if (role !== 'archive')
    entries.push({
      kind: 'action',
      id: 'archive',
      label: t('list.archive'),
      icon: Archive,
      keys: 'E',
      onAction: () => archive(target),
    })
  entries.push(
    {
      kind: 'action',
      id: 'move',
      label: t('list.move'),
      icon: FolderInput,
      keys: 'V',
      onAction: () => askWhereTo(target),
    },
    {
      kind: 'action',
      id: 'copy',
      label: t('list.copy'),
      icon: Copy,
      onAction: () => askWhereTo(target, { copy: true }),
    },
    { kind: 'separator', id: 'after-places' },
    role === 'junk'
      ? {
          kind: 'action',
          id: 'not-junk',
          label: t('list.notJunk'),
          icon: ShieldCheck,
          onAction: () => reportNotJunk(target),
        }
      : {
          kind: 'action',
          id: 'junk',
          label: t('list.junk'),
          icon: ShieldAlert,
          onAction: () => reportJunk(target),
        },
    {
      kind: 'action',
      id: 'delete',
      label: role === 'trash' ? t('list.deleteForGood') : t('list.delete'),
      icon: Trash,
      keys: t('keys.delete'),
      onAction: () => remove(target),
    },
  )
  return entries
}
