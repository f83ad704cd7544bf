export interface Invitation {
  uid: string
  summary: string
  start: Date
  minutes: number
  location: string
  organizer: { name: string; address: string }
  attendees: { name: string; address: string }[]
  rule?: string
  sequence?: number
}

/** An iCalendar REQUEST as Outlook or Thunderbird send it. */
export function invitationIcs(event: Invitation, method: 'REQUEST' | 'CANCEL' = 'REQUEST'): string {
  const end = new Date(event.start.getTime() + event.minutes * 60_000)
  const attendees = event.attendees.map(
    ({ name, address }) =>
      `ATTENDEE;CN="${name}";ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:${address}`,
  )
  const lines = [
    'BEGIN:VCALENDAR',
    'PRODID:-//Monteverde//Agenda//IT',
    'VERSION:2.0',
    `METHOD:${method}`,
    'BEGIN:VEVENT',
    `UID:${event.uid}`,
    `DTSTAMP:${utc(event.start)}`,
    `DTSTART:${utc(event.start)}`,
    `DTEND:${utc(end)}`,
    `SUMMARY:${event.summary}`,
    `LOCATION:${event.location}`,
    `ORGANIZER;CN="${event.organizer.name}":mailto:${event.organizer.address}`,
    ...attendees,
    ...(event.rule ? [`RRULE:${event.rule}`] : []),
    `SEQUENCE:${event.sequence ?? 0}`,
    `STATUS:${method === 'CANCEL' ? 'CANCELLED' : 'CONFIRMED'}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return `${lines.map(folded).join('\r\n')}\r\n`
}

function utc(at: Date): string {
  return `${at.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`
}

// RFC 5545 §3.1: no line longer than 75 octets.
function folded(line: string): string {
  return line.replace(/.{72}(?=.)/g, '$&\r\n ')
}
