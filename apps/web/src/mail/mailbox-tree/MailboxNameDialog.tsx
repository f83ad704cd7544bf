import type { Mailbox } from '@staffetta/contract'
import { Button, Dialog, Field } from '@staffetta/ui'
import { FolderPlus, Pencil } from 'lucide-react'
import { useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { notify } from '../../app/notify.ts'
import { useAttempt } from '../../app/use-attempt.ts'
import { closeDialog } from '../dialogs.ts'
import { createMailbox, renameMailbox } from '../mutations.ts'
import { mailboxName } from '../names.ts'
import { setOpen } from './open-folders.ts'

interface Props {
  /** The folder to rename; without it a new one is made. */
  mailbox?: Mailbox
  /** Where the new one goes; at the top without. */
  parent: Mailbox | null
  onRenamed?: (from: string, to: string) => void
}

export function MailboxNameDialog({ mailbox, parent, onRenamed }: Props) {
  const { t } = useI18n()
  const [name, setName] = useState(mailbox?.name ?? '')
  const { busy, wrong, setWrong, attempt } = useAttempt()

  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    const wanted = name.trim()
    if (wanted === '') return setWrong(t('tree.nameMissing'))
    void attempt(async () => {
      if (mailbox) onRenamed?.(mailbox.id, await renameMailbox(mailbox, wanted))
      else {
        await createMailbox(parent?.id ?? null, wanted)
        if (parent) setOpen(parent.id, true)
        notify({ text: t('tree.created', { name: wanted }), icon: FolderPlus })
      }
      closeDialog()
    })
  }

  return (
    <Dialog
      title={
        mailbox
          ? t('tree.renameFolder')
          : parent
            ? t('tree.newSubfolderIn', { name: mailboxName(parent, t) })
            : t('tree.newFolder')
      }
      icon={mailbox ? Pencil : FolderPlus}
      onClose={closeDialog}
      actions={
        <>
          <Button onClick={closeDialog}>{t('actions.cancel')}</Button>
          <Button kind="primary" type="submit" form="mailbox-name" busy={busy}>
            {mailbox ? t('actions.rename') : t('actions.create')}
          </Button>
        </>
      }
    >
      <form id="mailbox-name" onSubmit={submit}>
        <Field
          label={t('tree.folderName')}
          value={name}
          maxLength={250}
          autoFocus
          error={wrong ?? undefined}
          onChange={(event) => {
            setName(event.target.value)
            setWrong(null)
          }}
        />
      </form>
    </Dialog>
  )
}
