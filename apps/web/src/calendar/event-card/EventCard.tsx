import './EventCard.css'
import type { Attendee, Calendar, EventDetail, Occurrence } from '@staffetta/contract'
import { useQuery } from '@tanstack/react-query'
import { Chip, IconButton, Popover, Skeleton, useMenu } from '@staffetta/ui'
import {
  AlignLeft,
  Bell,
  Calendar as CalendarIcon,
  CalendarCheck,
  CalendarX,
  CircleAlert,
  Clock,
  DoorOpen,
  EllipsisVertical,
  Link,
  Lock,
  MapPin,
  Paperclip,
  Pencil,
  Users,
  X,
} from 'lucide-react'
import { useMemo } from 'react'
import { sentenceOf } from '../../app/errors.tsx'
import { addDays } from '../clock/days.ts'
import { titleOf, whenText } from '../occurrences/day-words.ts'
import { useOpenEditor } from '../state/editor.ts'
import { answersText, AskedPeople } from '../event-face/AskedPeople.tsx'
import { eventMenu } from '../event-face/event-menu.ts'
import { Fact } from '../event-face/Fact.tsx'
import { UntoldPeople } from '../event-face/UntoldPeople.tsx'
import { askedIn, colourOf, isChangeable } from '../occurrences/occurrences.ts'
import { answerOtherwise } from '../state/mutations.ts'
import { closeOpen } from '../state/open-event.ts'
import { OtherAnswers } from '../other-answer/OtherAnswers.tsx'
import { calendarQueries } from '../state/queries.ts'
import { recurrenceSentence } from '../recurrence/recurrence-sentence.ts'
import { beforeText } from '../clock/before-text.ts'
import { useSayer } from '../state/use-calendar.ts'
import { AttachmentName } from '../attachments/AttachmentName.tsx'
import { Answers } from './Answers.tsx'
import { placementFor } from '../event-face/placement.ts'

interface Props {
  occurrence: Occurrence
  anchor: Element
  calendars: Calendar[]
}

/** An event, opened beside where it stands: what, when, where, who; and one's own answer. */
export function EventCard({ occurrence, anchor, calendars }: Props) {
  const { t } = useSayer()
  const holder = useMemo(() => ({ current: anchor }), [anchor])
  return (
    <Popover
      label={titleOf(occurrence, t)}
      anchor={holder}
      placement={placementFor(anchor)}
      className="card-popover"
      onClose={closeOpen}
    >
      <CardBody occurrence={occurrence} calendars={calendars} />
    </Popover>
  )
}

function CardBody({ occurrence, calendars }: { occurrence: Occurrence; calendars: Calendar[] }) {
  const sayer = useSayer()
  const { t, formats, clock } = sayer
  const {
    data: detail,
    error,
    isPending,
  } = useQuery({
    ...calendarQueries.event(occurrence, clock.zone),
    enabled: !occurrence.hidden,
  })
  const calendar = calendars.find(({ id }) => id === occurrence.calendarId)
  const menu = useMenu(() => eventMenu(occurrence, calendars, t, null), t('actions.more'))
  const asked = occurrence.people?.mine ?? null
  const recurrence = detail?.fields.recurrence
  const recurs = recurrence ? recurrenceSentence(recurrence, t, formats) : null
  const openEditor = useOpenEditor()
  return (
    <article
      className="card"
      data-colour={colourOf(occurrence, calendars)}
      aria-busy={isPending && !occurrence.hidden}
    >
      <header className="card-head">
        <span className="card-state">
          <State occurrence={occurrence} />
        </span>
        {detail?.can.change === true && isChangeable(occurrence, calendars) && (
          <IconButton
            icon={Pencil}
            label={t('calendar.event.change')}
            onClick={() =>
              openEditor({ kind: 'event', ref: occurrence.ref, recurrenceId: occurrence.recurrenceId })
            }
          />
        )}
        {!occurrence.hidden && (
          <>
            <IconButton icon={EllipsisVertical} label={t('actions.more')} {...menu.trigger} />
            {menu.element}
          </>
        )}
        <IconButton icon={X} label={t('actions.close')} onClick={closeOpen} />
      </header>
      <h2 className="card-title" data-cancelled={occurrence.status === 'cancelled' || undefined}>
        {titleOf(occurrence, t)}
      </h2>
      <div className="card-facts">
        <Fact icon={Clock} word={t('calendar.event.when')}>
          {whenText(occurrence, sayer)}
          {recurs !== null && <small>{recurs}</small>}
          {recurs === null && occurrence.recurring && <small>{t('calendar.event.repeats')}</small>}
          {occurrence.zone && occurrence.zone !== clock.zone && (
            <small>{t('calendar.event.inZone', { zone: occurrence.zone.replaceAll('_', ' ') })}</small>
          )}
        </Fact>
        {occurrence.location && (
          <Fact icon={MapPin} word={t('calendar.event.where')}>
            {occurrence.location}
          </Fact>
        )}
        {askedIn(occurrence) > 0 && <People occurrence={occurrence} detail={detail} />}
        {detail && (
          <UntoldPeople
            untold={detail.untold}
            people={[...(detail.organizer ? [detail.organizer] : []), ...detail.attendees]}
            letter={detail.can.answer ? 'answer' : 'notice'}
          />
        )}
        {detail?.attendees.filter(isBooked).map(({ address, name, partstat }) => (
          <Fact key={address} icon={DoorOpen} word={t('calendar.resources.title')}>
            {name || address}
            <small>
              {t(
                partstat === 'accepted' || partstat === 'declined'
                  ? `calendar.resources.answer.${partstat}`
                  : 'calendar.resources.answer.needs-action',
              )}
            </small>
          </Fact>
        ))}
        {detail?.fields.attachments.map((one) => (
          <Fact key={one.id} icon={Paperclip} word={t('calendar.event.attachment')}>
            <AttachmentName attachment={one} of={occurrence} />
            {one.sizeBytes !== null && <span className="card-size"> {formats.size(one.sizeBytes)}</span>}
          </Fact>
        ))}
        {detail?.fields.url && /^https?:/.test(detail.fields.url) && (
          <Fact icon={Link} word={t('calendar.event.link')}>
            <a href={detail.fields.url} target="_blank" rel="noopener noreferrer">
              {detail.fields.url}
            </a>
          </Fact>
        )}
        {detail && detail.fields.reminders.length > 0 && (
          <Fact icon={Bell} word={t('calendar.event.reminders')}>
            {detail.fields.reminders.map((one) => reminderText(one, sayer)).join('; ')}
          </Fact>
        )}
        {detail?.fields.description && (
          <Fact icon={AlignLeft} word={t('calendar.event.description')}>
            <span className="card-description">{detail.fields.description}</span>
          </Fact>
        )}
        {calendar && (
          <Fact icon={CalendarIcon} word={t('calendar.event.calendar')}>
            {calendar.name}
            {calendar.owner && calendar.kind === 'shared' && <small>{calendar.owner}</small>}
          </Fact>
        )}
        {isPending && !occurrence.hidden && (
          <div className="card-waiting" aria-hidden="true">
            <Skeleton width="70%" />
            <Skeleton width="45%" />
          </div>
        )}
        {error && (
          <p className="card-failed" role="alert">
            {sentenceOf(error, t)}
          </p>
        )}
        {detail && detail.problems > 0 && (
          <p className="card-note">{t('calendar.event.problems', { count: detail.problems })}</p>
        )}
      </div>
      {asked !== null && occurrence.status !== 'cancelled' && (detail?.can.answer ?? true) && (
        <footer className="card-foot">
          <Answers occurrence={occurrence} />
          {detail && (
            <OtherAnswers
              start={detail.fields.start}
              end={detail.fields.end}
              send={(answer) => answerOtherwise(occurrence, answer)}
            />
          )}
        </footer>
      )}
    </article>
  )
}

/** What a person must know before all else. */
function State({ occurrence }: { occurrence: Occurrence }) {
  const { t } = useSayer()
  if (occurrence.status === 'cancelled')
    return (
      <Chip tone="bad" icon={CalendarX}>
        {t('calendar.event.cancelled')}
      </Chip>
    )
  if (occurrence.people?.mine === 'needs-action')
    return (
      <Chip tone="hue" icon={CalendarCheck}>
        {t('calendar.event.unanswered')}
      </Chip>
    )
  if (occurrence.hidden || occurrence.class !== 'public')
    return (
      <Chip icon={Lock}>
        {t(occurrence.class === 'confidential' ? 'calendar.event.confidential' : 'calendar.event.private')}
      </Chip>
    )
  if (occurrence.status === 'tentative')
    return <Chip icon={CircleAlert}>{t('calendar.event.tentative')}</Chip>
  return null
}

/** How many have said what; who they are, on demand. */
function People({ occurrence, detail }: { occurrence: Occurrence; detail: EventDetail | undefined }) {
  const { t } = useSayer()
  const people = occurrence.people!
  const organizer = detail?.organizer ?? people.organizer
  const attendees = (detail?.attendees ?? []).filter((one) => !isBooked(one))
  const said = answersText(people, t)
  return (
    <Fact icon={Users} word={t('calendar.people.title')}>
      {t('calendar.people.count', { count: askedIn(occurrence) })}
      {said !== '' && `: ${said}`}
      {organizer && (
        <small>{t('calendar.people.organizer', { name: organizer.name || organizer.address })}</small>
      )}
      {attendees.length > 0 && <AskedPeople people={attendees} />}
    </Fact>
  )
}

/** A room or a car, rather than a person. */
const isBooked = ({ kind }: Attendee): boolean => kind === 'room' || kind === 'resource'

type Reminder = EventDetail['fields']['reminders'][number]

function reminderText(
  reminder: Reminder,
  { t, formats, words, clock, today }: ReturnType<typeof useSayer>,
): string {
  if (reminder.kind === 'at' && reminder.at !== undefined) {
    const { day } = clock.wallOf(Date.parse(reminder.at))
    return `${words.dayOf(addDays(day, 0), today)}, ${formats.time(reminder.at)}`
  }
  return beforeText(reminder.minutes ?? 0, t)
}
