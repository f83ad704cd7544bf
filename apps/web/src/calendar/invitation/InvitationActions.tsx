import type { Invitation, MessageRef } from '@staffetta/contract'
import { Button, Select, TextArea } from '@staffetta/ui'
import { CalendarCheck, CalendarX, Check } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { sentenceOf, tellFailure } from '../../app/errors.tsx'
import { useI18n } from '../../app/i18n.tsx'
import { notify } from '../../app/notify.ts'
import {
  answerInvitation,
  applyInvitation,
  declineProposal,
  undoChange,
} from '../state/invitation-mutations.ts'
import { OtherAnswers } from '../other-answer/OtherAnswers.tsx'
import { useCalendars } from '../state/use-calendar.ts'

type Partstat = 'accepted' | 'tentative' | 'declined'
type Applied = 'update' | 'cancelled' | 'reply' | 'counter' | 'published'

interface Props {
  messageRef: MessageRef
  invitation: Invitation
}

/** What can be done about it, what was answered so far, and what came of the last click. */
export function InvitationActions({ messageRef, invitation }: Props) {
  const { t } = useI18n()
  const { can, event, kind, mine } = invitation
  const [busy, setBusy] = useState<Partstat | 'apply' | 'decline' | null>(null)
  const [declined, setDeclined] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const [applied, setApplied] = useState<Applied | null>(null)
  const [comment, setComment] = useState<string | null>(null)
  const [calendarId, setCalendarId] = useState<string | null>(null)

  const perform = async (what: Partstat | 'apply' | 'decline', work: () => Promise<unknown>) => {
    if (busy !== null) return
    setBusy(what)
    setFailure(null)
    setApplied(null)
    try {
      await work()
      if (what === 'decline') setDeclined(true)
      if (what !== 'apply') setComment(null)
      else if (isApplied(kind)) setApplied(kind)
    } catch (error) {
      setFailure(error)
    } finally {
      setBusy(null)
    }
  }
  const answer = (partstat: Partstat) =>
    void perform(partstat, () =>
      answerInvitation(messageRef, { partstat, comment: comment?.trim() ?? '', calendarId }),
    )
  const apply = async () => {
    const { undo } = await applyInvitation(messageRef)
    if (!isApplied(kind)) return
    notify({
      text: t(`calendar.invitation.applied.${kind}`),
      icon: kind === 'cancelled' ? CalendarX : CalendarCheck,
      action: {
        label: t('actions.undo'),
        onAction: () => void undoChange(undo).then(() => setApplied(null), tellFailure),
      },
    })
  }
  // Somebody's answer is noted as it is read: there is nothing to decide about it.
  const noted = useRef(false)
  useEffect(() => {
    if (kind !== 'reply' || !can.apply || noted.current) return
    noted.current = true
    void perform('apply', () => applyInvitation(messageRef))
  })
  const unanswered = mine === null || mine === 'needs-action'
  const status = declined
    ? t('calendar.invitation.proposalDeclined')
    : applied !== null
      ? t(`calendar.invitation.applied.${applied}`)
      : can.answer && mine !== null
        ? t(`calendar.invitation.answered.${mine}`)
        : ''

  return (
    <div className="invitation-actions">
      <p className="invitation-status" role="status">
        {status}
      </p>
      {can.apply && !declined && kind !== 'reply' && isApplied(kind) && (
        <Button
          kind={can.answer ? 'default' : 'primary'}
          icon={kind === 'cancelled' ? CalendarX : CalendarCheck}
          busy={busy === 'apply'}
          onClick={() => void perform('apply', apply)}
        >
          {t(`calendar.invitation.apply.${kind}`)}
        </Button>
      )}
      {kind === 'counter' && can.apply && !declined && (
        <Button
          busy={busy === 'decline'}
          onClick={() => void perform('decline', () => declineProposal(messageRef, ''))}
        >
          {t('calendar.invitation.declineProposal')}
        </Button>
      )}
      {can.answer && (
        <>
          <CalendarChoice calendarIds={invitation.calendarIds} chosen={calendarId} onChoose={setCalendarId} />
          <div className="invitation-answers" role="group" aria-label={t('calendar.answer.group')}>
            <Button
              kind={unanswered || mine === 'accepted' ? 'primary' : 'default'}
              icon={Check}
              aria-pressed={mine === 'accepted'}
              busy={busy === 'accepted'}
              onClick={() => answer('accepted')}
            >
              {t('calendar.answer.accept')}
            </Button>
            <Button
              aria-pressed={mine === 'tentative'}
              busy={busy === 'tentative'}
              onClick={() => answer('tentative')}
            >
              {t('calendar.answer.tentative')}
            </Button>
            <Button
              aria-pressed={mine === 'declined'}
              busy={busy === 'declined'}
              onClick={() => answer('declined')}
            >
              {t('calendar.answer.decline')}
            </Button>
            {comment === null && (
              <Button kind="text" onClick={() => setComment('')}>
                {t('calendar.invitation.addComment')}
              </Button>
            )}
          </div>
          {comment !== null && (
            <TextArea
              label={t('calendar.invitation.comment')}
              rows={2}
              maxLength={2000}
              value={comment}
              autoFocus
              onChange={({ target }) => setComment(target.value)}
            />
          )}
          {event && (
            <OtherAnswers
              start={event.start}
              end={event.end}
              send={(other) => answerInvitation(messageRef, { ...other, calendarId })}
            />
          )}
        </>
      )}
      {failure !== null && (
        <p className="invitation-error" role="alert">
          {sentenceOf(failure, t)}
        </p>
      )}
    </div>
  )
}

/** Only where there is a choice. */
function CalendarChoice({
  calendarIds,
  chosen,
  onChoose,
}: {
  calendarIds: string[]
  chosen: string | null
  onChoose: (id: string) => void
}) {
  const { t } = useI18n()
  const calendars = useCalendars()
  if (calendarIds.length < 2) return null
  // It stands from the start, so that nothing moves when the names come.
  const options = calendarIds.map((id) => ({
    value: id,
    label: calendars.find((one) => one.id === id)?.name ?? '…',
  }))
  return (
    <Select
      label={t('calendar.invitation.calendar')}
      dense
      options={options}
      value={chosen ?? calendarIds[0]}
      onChange={(event) => onChoose(event.target.value)}
    />
  )
}

function isApplied(kind: Invitation['kind']): kind is Applied {
  return ['update', 'cancelled', 'reply', 'counter', 'published'].includes(kind)
}
