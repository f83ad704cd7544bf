import type { Mailbox } from '@staffetta/contract'
import type { Translate } from '@staffetta/i18n'
import type { MenuEntry } from '@staffetta/ui'
import { Eraser, FolderInput, FolderPlus, MailOpen, Pencil, Trash } from 'lucide-react'
import { markSeen } from '../actions.ts'
import { showDialog } from '../dialogs.ts'
import { mailboxName } from '../names.ts'
import { isMovable } from './move-mailbox.ts'

/** What one can do with a folder: only what the server allows. */
export function mailboxMenu(mailbox: Mailbox, mailboxes: readonly Mailbox[], t: Translate): MenuEntry[] {
  const entries: MenuEntry[] = []
  if (mailbox.selectable && mailbox.unread > 0)
    entries.push({
      kind: 'action',
      id: 'read-all',
      label: t('tree.markAllRead'),
      icon: MailOpen,
      onAction: () =>
        markSeen(
          {
            mailboxId: mailbox.id,
            set: { all: { mailboxId: mailbox.id, filter: 'unread', except: [] } },
            known: [],
            count: mailbox.unread,
          },
          true,
        ),
    })
  if (mailbox.can.createChild)
    entries.push({
      kind: 'action',
      id: 'new',
      label: t('tree.newSubfolder'),
      icon: FolderPlus,
      onAction: () => showDialog({ kind: 'new-mailbox', parent: mailbox }),
    })
  if (mailbox.role === null && mailbox.can.rename)
    entries.push({
      kind: 'action',
      id: 'rename',
      label: t('actions.rename'),
      icon: Pencil,
      onAction: () => showDialog({ kind: 'rename-mailbox', mailbox }),
    })
  if (isMovable(mailbox))
    entries.push({
      kind: 'action',
      id: 'move',
      label: t('tree.moveFolder'),
      icon: FolderInput,
      onAction: () => showDialog({ kind: 'move-mailbox', mailbox }),
    })
  if ((mailbox.role === 'trash' || mailbox.role === 'junk') && mailbox.total > 0)
    entries.push({
      kind: 'action',
      id: 'empty',
      label: t('tree.empty', { name: mailboxName(mailbox, t) }),
      icon: Eraser,
      onAction: () => showDialog({ kind: 'empty-mailbox', mailbox }),
    })
  if (mailbox.role === null && mailbox.can.remove)
    entries.push(
      { kind: 'separator', id: 'line' },
      {
        kind: 'action',
        id: 'delete',
        label: t('actions.delete'),
        icon: Trash,
        danger: true,
        onAction: () =>
          showDialog({
            kind: 'delete-mailbox',
            mailbox,
            hasChildren: mailboxes.some((other) => other.parentId === mailbox.id),
          }),
      },
    )
  return entries
}
