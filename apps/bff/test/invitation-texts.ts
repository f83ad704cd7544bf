export interface Meeting {
  uid: string
  organizer: string
  attendee: string
  title: string
  location?: string
  sequence?: number
  sentBy?: string
  method?: 'REQUEST' | 'CANCEL' | 'REPLY'
  partstat?: string
}

// A meeting on 4 March 2027 from 15 to 17 in Rome, as three programs write it.

/** Exchange: a Windows zone with its rules, an alarm of its own, notes in X-properties. */
export function outlookText(meeting: Meeting): string {
  const { method = 'REQUEST', partstat = 'NEEDS-ACTION' } = meeting
  return text([
    `METHOD:${method}`,
    'PRODID:Microsoft Exchange Server 2010',
    'VERSION:2.0',
    ...zone('W. Europe Standard Time'),
    'BEGIN:VEVENT',
    `ORGANIZER;CN=Giulia Serra${sentBy(meeting)}:mailto:${meeting.organizer}`,
    `ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=${partstat};RSVP=TRUE;CN=${meeting.attendee}:mailto:${meeting.attendee}`,
    'DESCRIPTION;LANGUAGE=it-IT:\\n________________\\nOrdine del giorno in allegato.\\n',
    `UID:${meeting.uid}`,
    `SUMMARY;LANGUAGE=it-IT:${meeting.title}`,
    'DTSTART;TZID=W. Europe Standard Time:20270304T150000',
    'DTEND;TZID=W. Europe Standard Time:20270304T170000',
    'CLASS:PUBLIC',
    'PRIORITY:5',
    `DTSTAMP:2027010${1 + (meeting.sequence ?? 0)}T080000Z`,
    'TRANSP:OPAQUE',
    `STATUS:${method === 'CANCEL' ? 'CANCELLED' : 'CONFIRMED'}`,
    `SEQUENCE:${meeting.sequence ?? 0}`,
    `LOCATION;LANGUAGE=it-IT:${meeting.location ?? 'Sala Rossa'}`,
    'X-MICROSOFT-CDO-APPT-SEQUENCE:0',
    'X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE',
    'X-MICROSOFT-CDO-ALLDAYEVENT:FALSE',
    'BEGIN:VALARM',
    'DESCRIPTION:REMINDER',
    'TRIGGER;RELATED=START:-PT15M',
    'ACTION:DISPLAY',
    'END:VALARM',
    'END:VEVENT',
  ])
}

/** Google: the zone by its IANA name, guests as numbers, the organizer among the attendees. */
export function googleText(meeting: Meeting): string {
  const { method = 'REQUEST', organizer, attendee } = meeting
  return text([
    'PRODID:-//Google Inc//Google Calendar 70.9054//EN',
    'VERSION:2.0',
    'CALSCALE:GREGORIAN',
    `METHOD:${method}`,
    ...zone('Europe/Rome'),
    'BEGIN:VEVENT',
    'DTSTART;TZID=Europe/Rome:20270304T150000',
    'DTEND;TZID=Europe/Rome:20270304T170000',
    `DTSTAMP:2027010${1 + (meeting.sequence ?? 0)}T080000Z`,
    `ORGANIZER;CN=Giulia Serra:mailto:${organizer}`,
    `UID:${meeting.uid}`,
    `ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=TRUE\r\n ;CN=Giulia Serra;X-NUM-GUESTS=0:mailto:${organizer}`,
    `ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=\r\n TRUE;CN=${attendee};X-NUM-GUESTS=0:mailto:${attendee}`,
    'X-GOOGLE-CONFERENCE:https://meet.google.com/abc-defg-hij',
    'CREATED:20270101T075900Z',
    'DESCRIPTION:Ordine del giorno in allegato.\\n\\n-::~:~::~:~:~-',
    'LAST-MODIFIED:20270101T080000Z',
    `LOCATION:${meeting.location ?? 'Sala Rossa'}`,
    `SEQUENCE:${meeting.sequence ?? 0}`,
    `STATUS:${method === 'CANCEL' ? 'CANCELLED' : 'CONFIRMED'}`,
    `SUMMARY:${meeting.title}`,
    'TRANSP:OPAQUE',
    'END:VEVENT',
  ])
}

/** Thunderbird: lines of its own noting what it did, SEQUENCE only where it is not 0. */
export function thunderbirdText(meeting: Meeting): string {
  const { method = 'REQUEST' } = meeting
  return text([
    'PRODID:-//Mozilla.org/NONSGML Mozilla Calendar V1.1//EN',
    'VERSION:2.0',
    `METHOD:${method}`,
    ...zone('Europe/Rome'),
    'BEGIN:VEVENT',
    'CREATED:20270101T075900Z',
    'LAST-MODIFIED:20270101T080000Z',
    `DTSTAMP:2027010${1 + (meeting.sequence ?? 0)}T080000Z`,
    `UID:${meeting.uid}`,
    `SUMMARY:${meeting.title}`,
    `ORGANIZER;CN=Giulia Serra;PARTSTAT=ACCEPTED;ROLE=CHAIR:mailto:${meeting.organizer}`,
    `ATTENDEE;RSVP=TRUE;PARTSTAT=NEEDS-ACTION;ROLE=REQ-PARTICIPANT:mailto:${meeting.attendee}`,
    'DTSTART;TZID=Europe/Rome:20270304T150000',
    'DTEND;TZID=Europe/Rome:20270304T170000',
    'X-MOZ-SEND-INVITATIONS:TRUE',
    'X-MOZ-SEND-INVITATIONS-UNDISCLOSED:FALSE',
    ...(meeting.sequence ? [`SEQUENCE:${meeting.sequence}`] : []),
    `LOCATION:${meeting.location ?? 'Sala Rossa'}`,
    'TRANSP:OPAQUE',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    'TRIGGER:-PT15M',
    'DESCRIPTION:Mozilla Standarddescription: Conferenza',
    'END:VALARM',
    'END:VEVENT',
  ])
}

function sentBy(meeting: Meeting): string {
  return meeting.sentBy === undefined ? '' : `;SENT-BY="mailto:${meeting.sentBy}"`
}

function text(lines: string[]): string {
  return ['BEGIN:VCALENDAR', ...lines, 'END:VCALENDAR', ''].join('\r\n')
}

function zone(name: string): string[] {
  const rule = (month: number) => `RRULE:FREQ=YEARLY;BYMONTH=${month};BYDAY=-1SU`
  return [
    'BEGIN:VTIMEZONE',
    `TZID:${name}`,
    'BEGIN:STANDARD',
    'DTSTART:19701025T030000',
    'TZOFFSETFROM:+0200',
    'TZOFFSETTO:+0100',
    rule(10),
    'END:STANDARD',
    'BEGIN:DAYLIGHT',
    'DTSTART:19700329T020000',
    'TZOFFSETFROM:+0100',
    'TZOFFSETTO:+0200',
    rule(3),
    'END:DAYLIGHT',
    'END:VTIMEZONE',
  ]
}
