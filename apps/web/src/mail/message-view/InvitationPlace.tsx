import './InvitationPlace.css'
import type { MessageDetail } from '@staffetta/contract'
import { later, Skeleton } from '@staffetta/ui'
import { api } from '../../app/api.ts'
import { Region } from '../../app/errors.tsx'
import { session } from '../../app/session.ts'
import { useStore } from '../../app/store.ts'
import { loadInvitationCard } from '../../calendar/index.ts'

const [InvitationCard] = later(loadInvitationCard, Waiting)

/** Above the words, where the message carries an invitation and the person has a calendar. It keeps its place while it comes. */
export function InvitationPlace({ detail }: { detail: MessageDetail }) {
  const hasCalendar = useStore(session, ({ me }) => me?.services.includes('calendar') ?? false)
  if (!detail.summary.invitation || !hasCalendar) return null
  const file = detail.attachments.find(({ type }) => type === 'text/calendar')
  return (
    <div className="message-invitation">
      <Region resetKey={detail.ref}>
        <InvitationCard
          messageRef={detail.ref}
          file={file ? api.mail.getPart({ ref: detail.ref, partId: file.partId }) : null}
        />
      </Region>
    </div>
  )
}

function Waiting() {
  return (
    <div className="message-invitation-waiting" aria-hidden="true">
      <Skeleton width="25%" />
      <Skeleton width="60%" />
      <Skeleton width="45%" />
      <Skeleton width="50%" />
    </div>
  )
}
