import type { Mailbox } from '@staffetta/contract'
import { later } from '@staffetta/ui'
import { FolderX, Trash } from 'lucide-react'
import { ConfirmDialog } from '../app/ConfirmDialog.tsx'
import { loadAreaSentences, useI18n } from '../app/i18n.tsx'
import { notify } from '../app/notify.ts'
import { useStore } from '../app/store.ts'
import { copyTo, moveTo, purge } from './actions.ts'
import { closeDialog, mailDialog } from './dialogs.ts'
import { MailboxNameDialog } from './mailbox-tree/MailboxNameDialog.tsx'
import { MailboxParentDialog } from './mailbox-tree/MailboxParentDialog.tsx'
import { MoveToDialog } from './mailbox-tree/MoveToDialog.tsx'
import { deleteMailbox, emptyMailbox } from './mutations.ts'
import { mailboxName } from './names.ts'

interface Props {
  /** The folder on screen has gone: somewhere else. */
  onLeaveMailbox: (mailboxId: string) => void
  /** Servers without MAILBOXID (RFC 8474) know a renamed folder by another id. */
  onRenamed: (from: string, to: string) => void
}

/** With its sentences: nobody waits for it before a message becomes a task. */
const [TaskFromMail] = later(async () => {
  const sentences = loadAreaSentences('calendar')
  const { TaskFromMail: Form } = await import('../tasks/index.ts')
  await sentences
  return Form
})

/** Nobody files into the drafts. */
const takesMessages = ({ selectable, can, role }: Mailbox) => selectable && can.insert && role !== 'drafts'

export function MailDialogs({ onLeaveMailbox, onRenamed }: Props) {
  const { t } = useI18n()
  const open = useStore(mailDialog, (state) => state.open)
  switch (open?.kind) {
    case undefined:
      return null
    case 'move':
      return (
        <MoveToDialog
          title={open.copy ? t('moveTo.copyTitle') : t('moveTo.title')}
          accepts={(mailbox) => takesMessages(mailbox) && (open.copy || mailbox.id !== open.target.mailboxId)}
          onChoose={(mailboxId) => {
            closeDialog()
            if (open.copy) copyTo(open.target, mailboxId)
            else moveTo(open.target, mailboxId)
          }}
        />
      )
    case 'purge':
      return (
        <ConfirmDialog
          title={t('list.purgeTitle', { count: open.target.count })}
          text={t('list.purgeText')}
          word={t('list.deleteForGood')}
          onConfirm={async () => purge(open.target)}
          onClose={closeDialog}
        />
      )
    case 'new-task':
      return <TaskFromMail title={open.title} messageId={open.messageId} onClose={closeDialog} />
    case 'new-mailbox':
      return <MailboxNameDialog parent={open.parent} />
    case 'rename-mailbox':
      return <MailboxNameDialog mailbox={open.mailbox} parent={null} onRenamed={onRenamed} />
    case 'move-mailbox':
      return <MailboxParentDialog mailbox={open.mailbox} onMoved={onRenamed} />
    case 'delete-mailbox':
      return (
        <ConfirmDialog
          title={t('tree.deleteTitle', { name: mailboxName(open.mailbox, t) })}
          text={deleteText(open.mailbox, open.hasChildren, t)}
          word={open.mailbox.total > 0 || open.hasChildren ? t('tree.deleteForGood') : t('actions.delete')}
          onConfirm={async () => {
            await deleteMailbox(open.mailbox.id)
            onLeaveMailbox(open.mailbox.id)
            notify({ text: t('tree.deleted', { name: mailboxName(open.mailbox, t) }), icon: FolderX })
          }}
          onClose={closeDialog}
        />
      )
    case 'empty-mailbox':
      return (
        <ConfirmDialog
          title={t('tree.emptyTitle', { name: mailboxName(open.mailbox, t) })}
          text={t('tree.emptyText', { count: open.mailbox.total })}
          word={t('tree.deleteForGood')}
          onConfirm={async () => {
            await emptyMailbox(open.mailbox.id)
            notify({ text: t('tree.emptied', { name: mailboxName(open.mailbox, t) }), icon: Trash })
          }}
          onClose={closeDialog}
        />
      )
  }
}

function deleteText(mailbox: Mailbox, hasChildren: boolean, t: ReturnType<typeof useI18n>['t']): string {
  if (hasChildren) return t('tree.deleteTextChildren')
  return mailbox.total > 0 ? t('tree.deleteTextFull', { count: mailbox.total }) : t('tree.deleteText')
}
