import type { Mailbox } from '@staffetta/contract'
import { Button } from '@staffetta/ui'
import { useState } from 'react'
import { sentenceOf } from '../../app/errors.tsx'
import { useI18n } from '../../app/i18n.tsx'
import { closeDialog } from '../dialogs.ts'
import { mailboxName } from '../names.ts'
import { useMailboxes } from '../use-mailboxes.ts'
import { canHold, moveMailbox } from './move-mailbox.ts'
import { MoveToDialog } from './MoveToDialog.tsx'

interface Props {
  mailbox: Mailbox
  onMoved: (from: string, to: string) => void
}

/** A folder moves below another, or to the top, with all that is inside. */
export function MailboxParentDialog({ mailbox, onMoved }: Props) {
  const { t } = useI18n()
  const mailboxes = useMailboxes()
  const [problem, setProblem] = useState<string | null>(null)
  const move = async (parentId: string | null) => {
    try {
      await moveMailbox(mailbox, parentId, onMoved)
      closeDialog()
    } catch (error) {
      setProblem(sentenceOf(error, t))
    }
  }
  return (
    <MoveToDialog
      title={t('tree.moveTitle', { name: mailboxName(mailbox, t) })}
      accepts={(parent) => canHold(parent, mailbox, mailboxes)}
      problem={problem}
      onChoose={(id) => void move(id)}
    >
      {mailbox.parentId !== null && (
        <Button size="form" onClick={() => void move(null)}>
          {t('tree.moveToTop')}
        </Button>
      )}
    </MoveToDialog>
  )
}
