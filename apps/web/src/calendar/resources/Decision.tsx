import type { Booking, Resource } from '@staffetta/contract'
import { Button, TextArea } from '@staffetta/ui'
import { Check } from 'lucide-react'
import { useState } from 'react'
import { sentenceOf } from '../../app/errors.tsx'
import { notify } from '../../app/notify.ts'
import { decideBooking } from '../state/mutations.ts'
import { useSayer } from '../state/use-calendar.ts'

interface Props {
  booking: Booking
  resource: Resource
  onDone: () => void
}

/** A manager's yes and no, and one's own giving back. A no says why. */
export function Decision({ booking, resource, onDone }: Props) {
  const { t } = useSayer()
  const [busy, setBusy] = useState<'accept' | 'refuse' | null>(null)
  const [comment, setComment] = useState<string | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const decide = async (accept: boolean) => {
    setBusy(accept ? 'accept' : 'refuse')
    setFailure(null)
    try {
      await decideBooking(resource.id, { uid: booking.uid, accept, comment: comment?.trim() ?? '' })
      const outcome = accept ? 'accepted' : booking.mine ? 'given' : 'refused'
      notify({ text: t(`calendar.resources.done.${outcome}`, { name: resource.name }) })
      onDone()
    } catch (error) {
      setFailure(error)
      setBusy(null)
    }
  }
  return (
    <div className="board-decision">
      {comment !== null && (
        <TextArea
          label={t('calendar.resources.comment')}
          rows={2}
          maxLength={2000}
          autoFocus
          value={comment}
          onChange={({ target }) => setComment(target.value)}
        />
      )}
      <div className="board-buttons">
        {resource.manages && booking.state === 'waiting' && comment === null && (
          <Button kind="primary" icon={Check} busy={busy === 'accept'} onClick={() => void decide(true)}>
            {t('calendar.resources.accept')}
          </Button>
        )}
        {booking.mine ? (
          <Button busy={busy === 'refuse'} onClick={() => void decide(false)}>
            {t('calendar.resources.giveBack')}
          </Button>
        ) : (
          resource.manages && (
            <Button
              kind={comment === null ? 'default' : 'primary'}
              busy={busy === 'refuse'}
              onClick={() => (comment === null ? setComment('') : void decide(false))}
            >
              {t(booking.state === 'waiting' ? 'calendar.resources.refuse' : 'calendar.resources.withdraw')}
            </Button>
          )
        )}
        {comment !== null && (
          <Button kind="ghost" onClick={() => setComment(null)}>
            {t('actions.cancel')}
          </Button>
        )}
      </div>
      {failure !== null && (
        <p className="card-failed" role="alert">
          {sentenceOf(failure, t)}
        </p>
      )}
    </div>
  )
}
