import './InvitationCard.css'
import type { Invitation, InvitedEvent, MessageRef } from '@staffetta/contract'
import { Button, Chip, type ChipTone, Notice, Skeleton, VisuallyHidden } from '@staffetta/ui'
import { useQuery } from '@tanstack/react-query'
import {
  CalendarCheck,
  CalendarClock,
  CalendarX,
  CircleAlert,
  Clock,
  MapPin,
  TriangleAlert,
  UserX,
  Users,
} from 'lucide-react'
import { sentenceOf } from '../../app/errors.tsx'
import { answersText, AskedPeople } from '../event-face/AskedPeople.tsx'
import { Fact } from '../event-face/Fact.tsx'
import { UntoldPeople } from '../event-face/UntoldPeople.tsx'
import { titleOf, whenText } from '../occurrences/day-words.ts'
import { calendarQueries } from '../state/queries.ts'
import { recurrenceSentence } from '../recurrence/recurrence-sentence.ts'
import { useSayer } from '../state/use-calendar.ts'
import { InvitationActions } from './InvitationActions.tsx'
import { leadOf } from './lead.ts'
import { OpenInCalendar } from './OpenInCalendar.tsx'

interface Props {
  messageRef: MessageRef
  /** Where the calendar file of the message is, for whoever cannot be served otherwise. */
  file: string | null
}

/** An invitation in a mail: what it is, what it means for this person now, and the one thing to do about it. */
export function InvitationCard({ messageRef, file }: Props) {
  const { t, clock } = useSayer()
  const { data, error, refetch, isFetching } = useQuery(calendarQueries.invitation(messageRef, clock.zone))
  return (
    <section
      className="invitation"
      aria-label={t('calendar.invitation.label')}
      aria-busy={!data && error === null}
    >
      {data ? (
        <Body messageRef={messageRef} invitation={data} file={file} />
      ) : error ? (
        <div className="invitation-failed" role="alert">
          <h2>{t('calendar.invitation.failed')}</h2>
          <p>{sentenceOf(error, t)}</p>
          <div className="invitation-row">
            <Button busy={isFetching} onClick={() => void refetch()}>
              {t('actions.retry')}
            </Button>
            <FileLink file={file} />
          </div>
        </div>
      ) : (
        <div role="status" className="invitation-waiting">
          <VisuallyHidden>{t('calendar.invitation.loading')}</VisuallyHidden>
          <Skeleton width="25%" />
          <Skeleton width="60%" />
          <Skeleton width="45%" />
          <Skeleton width="50%" />
        </div>
      )}
    </section>
  )
}

function Body({
  messageRef,
  invitation,
  file,
}: {
  messageRef: MessageRef
  invitation: Invitation
  file: string | null
}) {
  const { t } = useSayer()
  const { event, kind, notFromOrganizer, stored } = invitation
  const lead = leadOf(invitation, t)
  return (
    <>
      <Chip tone={tones[kind] ?? 'neutral'} icon={icons[kind] ?? CalendarClock}>
        {t(`calendar.invitation.kind.${kind}`)}
      </Chip>
      {event && (
        <>
          <h2 className="invitation-title" data-cancelled={kind === 'cancelled' || undefined}>
            {event.title.trim() || t('calendar.event.untitled')}
          </h2>
          <Facts event={event} invitation={invitation} />
        </>
      )}
      {notFromOrganizer && kind !== 'known' && (
        <Notice tone="warn" icon={UserX}>
          {kind === 'reply' || kind === 'counter'
            ? t('calendar.invitation.notFromAttendee')
            : [
                t('calendar.invitation.notFromOrganizer'),
                t(`calendar.invitation.notFromOrganizer${invitation.can.answer ? 'New' : 'Kept'}`),
              ].join(' ')}
        </Notice>
      )}
      {lead !== null && <p className="invitation-lead">{lead}</p>}
      {invitation.answers.map(({ person, comment }) =>
        comment === '' ? null : <blockquote key={person.address}>{comment}</blockquote>,
      )}
      <InvitationActions key={messageRef} messageRef={messageRef} invitation={invitation} />
      {(stored !== null || kind === 'unreadable') && (
        <div className="invitation-row">
          {stored !== null && event && <OpenInCalendar event={event} />}
          {kind === 'unreadable' && <FileLink file={file} />}
        </div>
      )}
    </>
  )
}

const tones: Partial<Record<Invitation['kind'], ChipTone>> = {
  new: 'hue',
  update: 'hue',
  known: 'hue',
  cancelled: 'bad',
  unreadable: 'warn',
}
const icons = { known: CalendarCheck, cancelled: CalendarX, unreadable: CircleAlert } as Partial<
  Record<Invitation['kind'], typeof CalendarX>
>

function Facts({ event, invitation }: { event: InvitedEvent; invitation: Invitation }) {
  const sayer = useSayer()
  const { t, formats, clock } = sayer
  const { changed, clashes, untold } = invitation
  const zone = event.start.kind === 'zoned' ? (event.start.zone ?? null) : null
  return (
    <div className="invitation-facts">
      <Fact icon={Clock} word={t('calendar.event.when')}>
        {whenText(event, sayer)}
        {event.recurrence && <small>{recurrenceSentence(event.recurrence, t, formats)}</small>}
        {zone !== null && zone !== clock.zone && (
          <small>{t('calendar.event.inZone', { zone: zone.replaceAll('_', ' ') })}</small>
        )}
      </Fact>
      {event.location && (
        <Fact icon={MapPin} word={t('calendar.event.where')}>
          {event.location}
        </Fact>
      )}
      {(event.organizer || event.attendees.length > 0) && <People event={event} />}
      <UntoldPeople
        untold={untold}
        people={[...(event.organizer ? [event.organizer] : []), ...event.attendees]}
        letter={invitation.kind === 'counter' ? 'notice' : 'answer'}
      />
      {changed.length > 0 && (
        <Fact icon={CircleAlert} word={t('calendar.invitation.label')}>
          {t('calendar.invitation.changed', {
            what: changed.map((one) => t(`calendar.invitation.change.${one}`)).join(', '),
          })}
        </Fact>
      )}
      {clashes.length > 0 && (
        <Fact icon={TriangleAlert} word={t('calendar.invitation.clashes')}>
          {t('calendar.invitation.clashes')}
          <ul className="invitation-clashes">
            {clashes.map((one) => (
              <li key={`${one.ref} ${one.recurrenceId}`}>
                {t('calendar.invitation.clash', { title: titleOf(one, t), when: whenText(one, sayer) })}
              </li>
            ))}
          </ul>
        </Fact>
      )}
      {event.description.trim() !== '' && (
        <p className="invitation-description">{event.description.trim()}</p>
      )}
    </div>
  )
}

/** Who calls it, and how many have said what; who they are, on demand. */
function People({ event: { organizer, attendees } }: { event: InvitedEvent }) {
  const { t } = useSayer()
  const saying = (...partstats: string[]) =>
    attendees.filter(({ partstat }) => partstats.includes(partstat)).length
  const [accepted, tentative, declined] = [saying('accepted'), saying('tentative'), saying('declined')]
  const waiting = attendees.length - accepted - tentative - declined
  return (
    <Fact icon={Users} word={t('calendar.people.title')}>
      {organizer && t('calendar.people.organizer', { name: organizer.name || organizer.address })}
      {attendees.length > 0 && (
        <small>
          {t('calendar.people.count', { count: attendees.length })}:{' '}
          {answersText({ accepted, tentative, declined, waiting }, t)}
        </small>
      )}
      {attendees.length > 1 && <AskedPeople people={attendees} />}
    </Fact>
  )
}

function FileLink({ file }: { file: string | null }) {
  const { t } = useSayer()
  return file === null ? null : (
    <a href={file} download="invito.ics">
      {t('calendar.invitation.file')}
    </a>
  )
}
