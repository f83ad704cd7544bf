import type { Mailbox } from '@staffetta/contract'
import { FolderInput } from 'lucide-react'
import { i18n } from '../../app/i18n.tsx'
import { notify } from '../../app/notify.ts'
import { inBackground, renameMailbox } from '../mutations.ts'
import { mailboxName } from '../names.ts'
import { setOpen } from './open-folders.ts'

export const mailboxDragType = 'application/x-staffetta-mailbox'

let carried: Mailbox | null = null

export const draggedMailbox = (): Mailbox | null => carried

export function startMailboxDrag(event: React.DragEvent, mailbox: Mailbox): void {
  carried = mailbox
  event.dataTransfer.effectAllowed = 'move'
  event.dataTransfer.setData(mailboxDragType, '1')
}

/** Only a person's own folders without a purpose move. */
export function isMovable(mailbox: Mailbox): boolean {
  return mailbox.role === null && mailbox.namespace === 'personal' && mailbox.can.rename
}

/** Whether a folder may move below another: not below itself, nor where it is already. */
export function canHold(parent: Mailbox, mailbox: Mailbox, mailboxes: readonly Mailbox[]): boolean {
  if (parent.namespace !== 'personal' || !parent.can.createChild || parent.id === mailbox.parentId)
    return false
  for (let at: Mailbox | undefined = parent; at; at = mailboxes.find((one) => one.id === at!.parentId))
    if (at.id === mailbox.id) return false
  return true
}

/** Moves a folder with all that is inside; it can be taken back. `onMoved` hears its id before and after. */
export async function moveMailbox(
  mailbox: Mailbox,
  parentId: string | null,
  onMoved: (from: string, to: string) => void,
): Promise<void> {
  const { t } = i18n()
  const id = await renameMailbox(mailbox, mailbox.name, parentId)
  if (parentId !== null) setOpen(parentId, true)
  onMoved(mailbox.id, id)
  notify({
    text: t('tree.moved', { name: mailboxName(mailbox, t) }),
    icon: FolderInput,
    action: {
      label: t('actions.undo'),
      onAction: () =>
        inBackground(
          renameMailbox({ ...mailbox, id }, mailbox.name, mailbox.parentId).then((back) => onMoved(id, back)),
        ),
    },
  })
}
