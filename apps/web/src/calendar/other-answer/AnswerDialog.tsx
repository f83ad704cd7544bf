import type { Done, EventAnswer } from '@staffetta/contract'
import { Button, Dialog, type LucideIcon, TextArea } from '@staffetta/ui'
import { Send } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useAttempt } from '../../app/use-attempt.ts'
import { useSayer } from '../state/use-calendar.ts'

interface Props {
  title: string
  icon: LucideIcon
  action: string
  /** Null as long as what is written makes no answer. */
  answer: Omit<EventAnswer, 'comment'> | null
  send: (answer: EventAnswer) => Promise<Done>
  onSent: (done: Done) => void
  onClose: () => void
  children: ReactNode
}

/** A form that ends in an answer with a word to the organizer. What is written stays when it could not be sent. */
export function AnswerDialog({ title, icon, action, answer, send, onSent, onClose, children }: Props) {
  const { t } = useSayer()
  const [comment, setComment] = useState('')
  const { busy, wrong, attempt } = useAttempt()
  const submit = () => {
    if (answer === null || busy) return
    void attempt(async () => {
      onSent(await send({ ...answer, comment: comment.trim() }))
    })
  }
  return (
    <Dialog
      title={title}
      icon={icon}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('actions.cancel')}</Button>
          <Button kind="primary" icon={Send} busy={busy} disabled={answer === null} onClick={submit}>
            {action}
          </Button>
        </>
      }
    >
      <div className="edit-form-part">
        {children}
        <TextArea
          label={t('calendar.invitation.comment')}
          rows={2}
          maxLength={2000}
          value={comment}
          onChange={({ target }) => setComment(target.value)}
        />
        {wrong !== null && (
          <p className="card-failed" role="alert">
            {wrong}
          </p>
        )}
      </div>
    </Dialog>
  )
}
