import { expect, test } from 'vitest'
import { corpusText } from '../../test/corpus.ts'
import { piecesOf } from './pieces.ts'
import { readFile, type FilePiece, type FileRead } from './read-file.ts'

const zone =
  'BEGIN:VTIMEZONE\r\nTZID:Ufficio\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE'
const file = (...parts: string[]) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Altro//IT',
    'METHOD:REQUEST',
    'X-WR-CALNAME:Giunta',
    ...parts,
    'END:VCALENDAR',
    '',
  ].join('\r\n')
const event = (...lines: string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\r\n')
const meeting = event(
  'UID:riunione',
  'DTSTAMP:20260101T000000Z',
  'DTSTART;TZID=Ufficio:20260302T090000',
  'RRULE:FREQ=DAILY;COUNT=3',
  'ORGANIZER:mailto:a@x.example',
  'ATTENDEE;SCHEDULE-AGENT=SERVER;PARTSTAT=ACCEPTED:mailto:b@x.example',
)
const moved = event(
  'UID:riunione',
  'DTSTAMP:20260101T000000Z',
  'RECURRENCE-ID;TZID=Ufficio:20260303T090000',
  'DTSTART;TZID=Ufficio:20260303T110000',
)
const read = (text: string, options = {}): FileRead & { kind: 'read' } => {
  const result = readFile(text, options)
  if (result.kind !== 'read') throw new Error(result.kind)
  return result
}
const only = (text: string, options = {}): FilePiece => read(text, options).pieces[0]!

test('one piece for a UID: its exceptions, the zone they name, and nothing that speaks of the file', () => {
  const { name, pieces } = read(file(zone, meeting, event('UID:altro', 'DTSTART:20260302T080000Z'), moved))

  expect(name).toBe('Giunta')
  expect(pieces.map(({ uid }) => uid)).toEqual(['riunione', 'altro'])
  const [{ text }, other] = pieces as [FilePiece, FilePiece]
  expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(2)
  expect(text.match(/BEGIN:VTIMEZONE/g)).toHaveLength(1)
  expect(text).not.toMatch(/METHOD|X-WR-CALNAME/)
  expect(other.text).not.toContain('VTIMEZONE')
  expect(other.text).toContain('DTSTAMP:')
})

test('where the server schedules, nobody is told of what is brought in', () => {
  const { text } = only(file(zone, meeting), { silent: true })

  expect(text).toContain('ORGANIZER;SCHEDULE-AGENT=NONE:mailto:a@x.example')
  expect(text).toContain('ATTENDEE;SCHEDULE-AGENT=NONE;PARTSTAT=ACCEPTED:mailto:b@x.example')
  expect(only(file(zone, meeting)).text).toContain('ATTENDEE;SCHEDULE-AGENT=SERVER;PARTSTAT')
})

test('a print is of what is said: other folds and stamps are the same, another hour or an EXDATE is not', () => {
  const print = (text: string) => only(file(zone, text)).print
  const rewritten = meeting
    .replace('DTSTAMP:20260101T000000Z', 'DTSTAMP:20270101T000000Z\r\nLAST-MODIFIED:20270101T000000Z')
    .replace('mailto:b@x.example', 'mailto:b@x.exa\r\n mple')

  expect(print(rewritten)).toBe(print(meeting))
  expect(print(meeting.replace('T090000', 'T100000'))).not.toBe(print(meeting))
  expect(print(meeting.replace('RRULE', 'EXDATE;TZID=Ufficio:20260303T090000\r\nRRULE'))).not.toBe(
    print(meeting),
  )
})

test('what no calendar can keep is told with its line and its text', () => {
  const { pieces, left } = read(file(meeting, event('UID:senza', 'SUMMARY:Senza inizio')))

  expect(pieces).toHaveLength(1)
  expect(left).toEqual([expect.objectContaining({ reason: 'no-start', title: 'Senza inizio', line: 14 })])
  expect(left[0]!.text).toContain('UID:senza')
  expect(read(corpusText('journal')).left).toEqual([
    expect.objectContaining({ reason: 'other-kind', line: 4 }),
  ])
})

test('for a file of many, a text gives its zones by name and the rest word for word', () => {
  const { zones, body } = piecesOf(file(zone, meeting))

  expect(zones).toEqual([['Ufficio', `${zone}\r\n`]])
  expect(body).toBe(`${meeting}\r\n`)
})
