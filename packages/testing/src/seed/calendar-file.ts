import { createHash } from 'node:crypto'

/** An event as the demo writes it; days count from the Monday of this week. */
export interface Appointment {
  title: string
  day: number
  /** Local time of day; without it the event is all day. */
  from?: string
  to?: string
  /** Of an event that ends on another day: the last one, counted alike. */
  lastDay?: number
  zone?: 'Europe/London'
  where?: string
  notes?: string
  rule?: string
  /** Days of occurrences left out. */
  except?: number[]
  /** Occurrences that differ. */
  changed?: { day: number; title?: string; from?: string; to?: string; movedTo?: number }[]
  status?: 'TENTATIVE' | 'CANCELLED'
  free?: boolean
  confidential?: boolean
  remindMinutes?: number
  categories?: string[]
  organizer?: { name: string; address: string }
  attendees?: {
    name: string
    address: string
    partstat: 'ACCEPTED' | 'DECLINED' | 'TENTATIVE' | 'NEEDS-ACTION'
  }[]
}

/** A task as the demo writes it; days count from the day of the seeding. */
export interface Chore {
  title: string
  /** When it is due; without it, whenever. */
  day?: number
  at?: string
  startDay?: number
  notes?: string
  priority?: 1 | 5 | 9
  percent?: number
  /** Ticked off so many days ago. */
  doneDaysAgo?: number
  rule?: string
  remindMinutes?: number
  categories?: string[]
  /** The title of the task it is a part of, in the same list. */
  partOf?: string
  /** The Message-ID of the mail it came from. */
  mail?: string
  assignee?: { name: string; address: string }
}

/** The Monday of the week of a date, at midnight as if it were UTC. */
export function mondayOf(date: Date): number {
  const day = Date.UTC(date.getFullYear(), date.getMonth(), date.getDate())
  return day - ((date.getDay() + 6) % 7) * dayMs
}

const dayMs = 86_400_000

/** A calendar object whose UID stays the same from seed to seed. */
export function appointmentFile(appointment: Appointment, monday: number): { uid: string; text: string } {
  const identity = `${appointment.title} ${appointment.day} ${appointment.from ?? ''}`
  const uid = `${createHash('sha1').update(identity).digest('hex').slice(0, 20)}@demo.example`
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Demo//Municipio//IT',
    ...timezone(appointment.zone ?? 'Europe/Rome'),
    ...eventLines(appointment, { uid, monday }),
    ...(appointment.changed ?? []).flatMap((change) => overrideLines(appointment, change, { uid, monday })),
    'END:VCALENDAR',
  ]
  return { uid, text: `${lines.map(folded).join('\r\n')}\r\n` }
}

/** A task whose UID stays the same from seed to seed. */
export function choreFile(
  list: string,
  chore: Chore,
  { today, owner }: { today: number; owner: { name: string; address: string } },
): { uid: string; text: string } {
  const { title, day, at, startDay, notes, priority, percent, doneDaysAgo, rule, remindMinutes } = chore
  const uidOf = (name: string) =>
    `${createHash('sha1').update(`${list} ${name}`).digest('hex').slice(0, 20)}@demo.example`
  const text = (value: string) => value.replaceAll(/[\\,;]/g, (sign) => `\\${sign}`).replaceAll('\n', '\\n')
  const when = (name: string, on: number, from = at) =>
    time(name, { day: on, ...(from !== undefined && { from }) }, { monday: today })
  const done = doneDaysAgo === undefined ? undefined : `${stamp(today - doneDaysAgo * dayMs + 39_600_000)}Z`
  const start = startDay ?? (rule === undefined ? undefined : day)
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Demo//Municipio//IT',
    ...(at === undefined ? [] : timezone('Europe/Rome')),
    'BEGIN:VTODO',
    `UID:${uidOf(title)}`,
    `DTSTAMP:${stamp(today)}Z`,
    `CREATED:${stamp(today - 20 * dayMs)}Z`,
    ...(start === undefined ? [] : [when('DTSTART', start)]),
    ...(day === undefined ? [] : [when('DUE', day)]),
    `SUMMARY:${text(title)}`,
    ...(notes === undefined ? [] : [`DESCRIPTION:${text(notes)}`]),
    ...(rule === undefined ? [] : [`RRULE:${rule}`]),
    ...(priority === undefined ? [] : [`PRIORITY:${priority}`]),
    ...(done === undefined
      ? [`STATUS:${percent === undefined ? 'NEEDS-ACTION' : 'IN-PROCESS'}`]
      : ['STATUS:COMPLETED', `COMPLETED:${done}`, 'PERCENT-COMPLETE:100']),
    ...(percent === undefined ? [] : [`PERCENT-COMPLETE:${percent}`]),
    ...(chore.categories === undefined ? [] : [`CATEGORIES:${chore.categories.map(text).join(',')}`]),
    ...(chore.partOf === undefined ? [] : [`RELATED-TO:${uidOf(chore.partOf)}`]),
    ...(chore.mail === undefined ? [] : [`URL:mid:${chore.mail}`]),
    ...(chore.assignee === undefined
      ? []
      : [
          `ORGANIZER;CN="${owner.name}":mailto:${owner.address}`,
          `ATTENDEE;CN="${chore.assignee.name}";PARTSTAT=NEEDS-ACTION:mailto:${chore.assignee.address}`,
        ]),
    ...(remindMinutes === undefined
      ? []
      : [
          'BEGIN:VALARM',
          'ACTION:DISPLAY',
          `DESCRIPTION:${text(title)}`,
          `TRIGGER;RELATED=END:-PT${remindMinutes}M`,
          'END:VALARM',
        ]),
    'END:VTODO',
    'END:VCALENDAR',
  ]
  return { uid: uidOf(title), text: `${lines.map(folded).join('\r\n')}\r\n` }
}

interface Identity {
  uid: string
  monday: number
}

function overrideLines(
  appointment: Appointment,
  change: NonNullable<Appointment['changed']>[number],
  identity: Identity,
): string[] {
  const { rule: _rule, except: _except, changed: _changed, ...rest } = appointment
  const occurrence = {
    ...rest,
    title: change.title ?? rest.title,
    day: change.movedTo ?? change.day,
    ...((change.from ?? rest.from) !== undefined && { from: change.from ?? rest.from! }),
    ...((change.to ?? rest.to) !== undefined && { to: change.to ?? rest.to! }),
  }
  const [begin, ...lines] = eventLines(occurrence, identity)
  const original = time('RECURRENCE-ID', { ...appointment, day: change.day }, { monday: identity.monday })
  return [begin!, original, ...lines]
}

function eventLines(appointment: Appointment, { uid, monday }: Identity): string[] {
  const { title, where, notes, rule, except = [], status, free, confidential, remindMinutes } = appointment
  const text = (value: string) => value.replaceAll(/[\\,;]/g, (sign) => `\\${sign}`).replaceAll('\n', '\\n')
  return [
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `DTSTAMP:${stamp(monday)}Z`,
    time('DTSTART', appointment, { monday }),
    endLine(appointment, monday),
    `SUMMARY:${text(title)}`,
    ...(where === undefined ? [] : [`LOCATION:${text(where)}`]),
    ...(notes === undefined ? [] : [`DESCRIPTION:${text(notes)}`]),
    ...(rule === undefined ? [] : [`RRULE:${rule}`]),
    ...except.map((day) => time('EXDATE', { ...appointment, day }, { monday })),
    ...(status === undefined ? [] : [`STATUS:${status}`]),
    ...(free === true ? ['TRANSP:TRANSPARENT'] : []),
    ...(confidential === true ? ['CLASS:PRIVATE'] : []),
    ...(appointment.categories === undefined
      ? []
      : [`CATEGORIES:${appointment.categories.map(text).join(',')}`]),
    ...peopleLines(appointment),
    ...(remindMinutes === undefined
      ? []
      : [
          'BEGIN:VALARM',
          'ACTION:DISPLAY',
          `DESCRIPTION:${text(title)}`,
          `TRIGGER:-PT${remindMinutes}M`,
          'END:VALARM',
        ]),
    'END:VEVENT',
  ]
}

function peopleLines({ organizer, attendees = [] }: Appointment): string[] {
  const head = organizer === undefined ? [] : [`ORGANIZER;CN="${organizer.name}":mailto:${organizer.address}`]
  return [
    ...head,
    ...attendees.map(
      ({ name, address, partstat }) =>
        `ATTENDEE;CN="${name}";PARTSTAT=${partstat};RSVP=TRUE:mailto:${address}`,
    ),
  ]
}

function endLine({ day, lastDay, from, to, zone }: Appointment, monday: number): string {
  const last = lastDay ?? day
  if (from === undefined) return time('DTEND', { day: last + 1 }, { monday })
  return time(
    'DTEND',
    { day: last, ...(to !== undefined && { from: to }), ...(zone && { zone }) },
    { monday },
  )
}

function time(
  name: string,
  { day, from, zone = 'Europe/Rome' }: { day: number; from?: string; zone?: string },
  { monday }: { monday: number },
): string {
  const date = new Date(monday + day * dayMs).toISOString().slice(0, 10).replaceAll('-', '')
  return from === undefined
    ? `${name};VALUE=DATE:${date}`
    : `${name};TZID=${zone}:${date}T${from.replace(':', '')}00`
}

function stamp(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')
}

/** Both change their clocks on the same nights. */
function timezone(name: 'Europe/Rome' | 'Europe/London'): string[] {
  const [winter, summer] = name === 'Europe/Rome' ? ['+0100', '+0200'] : ['+0000', '+0100']
  const [intoSummer, intoWinter] = name === 'Europe/Rome' ? ['020000', '030000'] : ['010000', '020000']
  return [
    'BEGIN:VTIMEZONE',
    `TZID:${name}`,
    'BEGIN:DAYLIGHT',
    `DTSTART:19810329T${intoSummer}`,
    `TZOFFSETFROM:${winter}`,
    `TZOFFSETTO:${summer}`,
    'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
    'END:DAYLIGHT',
    'BEGIN:STANDARD',
    `DTSTART:19961027T${intoWinter}`,
    `TZOFFSETFROM:${summer}`,
    `TZOFFSETTO:${winter}`,
    'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
    'END:STANDARD',
    'END:VTIMEZONE',
  ]
}

/** RFC 5545 §3.1: 75 octets a line. */
function folded(line: string): string {
  const pieces: string[] = []
  let piece = ''
  for (const letter of line) {
    if (Buffer.byteLength(piece + letter) > 73) {
      pieces.push(piece)
      piece = ''
    }
    piece += letter
  }
  return [...pieces, piece].join('\r\n ')
}
