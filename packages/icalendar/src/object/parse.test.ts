import { expect, test } from 'vitest'
import { anEvent, calendarText, eventLines, objectIn } from '../../test/builders.ts'
import { corpusText } from '../../test/corpus.ts'
import { describe, parse, textOfObject } from '../index.ts'

test.each([
  ['nothing', ''],
  ['prose', 'Buongiorno, in allegato la convocazione.'],
  ['markup', '<html><body>404</body></html>'],
  ['a vCard', 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Anna\r\nEND:VCARD\r\n'],
  ['a calendar without anything in it', 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n'],
])('%s is unreadable', (_, text) => {
  expect(parse(text).kind).toBe('unreadable')
})

test('more than ten million characters are refused at once', () => {
  const began = process.cpuUsage()

  expect(parse('x'.repeat(10_000_001))).toMatchObject({ kind: 'unreadable', reason: 'too-large' })
  expect(process.cpuUsage(began).user / 1000).toBeLessThan(100)
})

test('ten million characters of one description are read, their description shortened for the index', () => {
  const event = anEvent('DTSTART:20260310T090000Z', `DESCRIPTION:${'a'.repeat(2_900_000)}`)

  expect(describe(event).master).toMatchObject({ shortened: true })
  expect(describe(event).master?.description).toHaveLength(20_000)
})

test('an import gives one object a UID, each with the zones it names', () => {
  const result = parse(corpusText('import-many-uids'))

  if (result.kind !== 'read') throw new Error(result.reason)
  expect(result.calendarName).toBe('Esportato')
  expect(result.others).toHaveLength(12)
  expect(textOfObject(result.object)).toContain('BEGIN:VTIMEZONE')
  expect(textOfObject(result.object).match(/^UID/gm)).toHaveLength(1)
  expect(textOfObject(result.others.at(-1)!)).not.toContain('VTIMEZONE')
})

test('several calendars in one stream are all read', () => {
  const result = parse(corpusText('import-two-calendars'))

  expect(result.kind === 'read' && [result.object.uid, ...result.others.map(({ uid }) => uid)]).toEqual([
    'c1',
    'c2',
  ])
})

test('an event without a UID gets the same one each time', () => {
  const [one, two] = [objectIn(corpusText('broken-no-uid')), objectIn(corpusText('broken-no-uid'))]

  expect(one.uid).toMatch(/^no-uid-/)
  expect(two.uid).toBe(one.uid)
})

test.each([
  ['broken-missing-end', 'unclosed-component', 'Tagliato'],
  ['broken-no-dtstart', 'missing-start', 'Senza inizio'],
  ['broken-end-before-start', 'end-before-start', 'Rovescio'],
  ['broken-mixed-types', 'mixed-types', 'Misto'],
  ['broken-february-30', 'unreadable-property', 'Trenta febbraio'],
  ['broken-junk-line', 'unreadable-line', 'Riga rotta'],
  ['broken-duplicate-master', 'duplicate-component', 'Nuovo'],
  ['broken-nested-deep', 'too-deep', 'Profondo'],
])('%s is told as %s and shown all the same', (name, what, summary) => {
  const result = parse(corpusText(name))

  if (result.kind !== 'read') throw new Error(result.reason)
  expect(result.problems.map((problem) => problem.what)).toContain(what)
  expect(describe(result.object).master?.summary).toBe(summary)
})

test('a description broken over lines without folds is healed', () => {
  const event = objectIn(corpusText('broken-unfolded-description'))

  expect(describe(event).master).toMatchObject({
    description: 'Prima riga\nseconda riga senza piega, con virgola\nterza',
    summary: 'Descrizione spezzata',
  })
})

test('everything an index wants is told in plain JSON', () => {
  const data = describe(objectIn(corpusText('itip-outlook-request'))).master

  expect(JSON.parse(JSON.stringify(data))).toEqual(data)
  expect(data).toMatchObject({
    summary: 'Riunione di coordinamento',
    description: 'Ordine del giorno:\n1. bilancio\n2. varie; eventuali\n',
    start: { kind: 'zoned', local: '2026-03-10T09:00:00', zone: 'Europe/Rome' },
    end: { kind: 'zoned', local: '2026-03-10T10:00:00', zone: 'Europe/Rome' },
    organizer: { address: 'segreteria@provincia.example', name: 'Segreteria Provincia' },
    attendees: [
      { address: 'anna.rossi@comune.example', role: 'required', partstat: 'needs-action', rsvp: true },
      { address: 'bruno.verdi@comune.example', role: 'optional' },
      { kind: 'resource', role: 'non-participant' },
    ],
    alarms: [{ action: 'display', trigger: { kind: 'before-start', days: 0, minutes: 15 } }],
    priority: 5,
  })
})

test('parameters encoded by RFC 6868 and several addresses in one are read', () => {
  expect(describe(objectIn(corpusText('rfc6868-params'))).master?.attendees[0]?.name).toBe(
    `Il "Vigile" ^ capo\nriga`,
  )
  expect(describe(objectIn(corpusText('itip-sent-by'))).master).toMatchObject({
    organizer: { address: 'sindaco@comune.example', sentBy: 'segretario@comune.example' },
    attendees: [{ delegatedFrom: ['b@x.example', 'c@x.example'], memberOf: ['giunta@comune.example'] }],
  })
})

test('a parameter that is said again with several values gives all of them', () => {
  const line =
    'ATTENDEE;MEMBER="mailto:a@x.example";MEMBER="mailto:b@x.example","mailto:c@x.example":mailto:d@x.example'
  const text = calendarText('BEGIN:VEVENT', 'UID:a', 'DTSTART:20260310T090000Z', line, 'END:VEVENT')

  expect(describe(objectIn(text)).master).toMatchObject({
    attendees: [{ memberOf: ['a@x.example', 'b@x.example', 'c@x.example'] }],
  })
})

test('a class nobody knows is private, a class that is missing public', () => {
  expect(describe(anEvent('DTSTART:20260310T090000Z', 'CLASS:X-SEGRETO')).master?.class).toBe('private')
  expect(describe(anEvent('DTSTART:20260310T090000Z')).master?.class).toBe('public')
})

test('attachments tell where they are, or that they lie inside', () => {
  expect(describe(objectIn(corpusText('attach-inline'))).master?.attachments).toMatchObject([
    { name: 'nota.txt', type: 'text/plain' },
    { url: 'https://dav.example/a/odg.pdf', name: 'odg.pdf', type: 'application/pdf', sizeBytes: 1234 },
    { url: 'CID:parte1@x' },
  ])
})

test('overrides are described in the order of the file with the instant they replace', () => {
  const series = objectIn(
    calendarText(
      ...eventLines(
        'RECURRENCE-ID;VALUE=DATE:20260309',
        'DTSTART;TZID=Europe/Rome:20260309T110000',
        'DURATION:PT1H',
      ),
      ...eventLines('DTSTART;TZID=Europe/Rome:20260302T090000', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY'),
    ),
  )

  expect(describe(series).overrides).toMatchObject([{ recurrenceId: '2026-03-09T08:00:00Z' }])
})

const many = (count: number, text: string | ((index: number) => string)) =>
  Array.from({ length: count }, (_, index) => (typeof text === 'string' ? text : text(index))).join('\r\n')

test.each([
  [
    'a description broken into 100,000 lines',
    calendarText(
      'BEGIN:VEVENT',
      'UID:a',
      'DTSTART:20260310T090000Z',
      'DESCRIPTION:x',
      many(100_000, 'riga rotta'),
      'END:VEVENT',
    ),
  ],
  [
    'a line of a million parameters',
    calendarText(
      'BEGIN:VEVENT',
      'UID:a',
      `DTSTART${';A=b'.repeat(1_000_000)}:20260310T090000Z`,
      'END:VEVENT',
    ),
  ],
  [
    '30,000 events and 30,000 zones',
    calendarText(
      many(30_000, (index) => `BEGIN:VTIMEZONE\r\nTZID:z${index}\r\nEND:VTIMEZONE`),
      many(
        30_000,
        (index) => `BEGIN:VEVENT\r\nUID:${index}\r\nDTSTART;TZID=z${index}:20260310T090000\r\nEND:VEVENT`,
      ),
    ),
  ],
  [
    'a head of 100,000 lines over 1,000 events',
    calendarText(
      many(100_000, 'X-A:b'),
      many(1000, (index) => `BEGIN:VEVENT\r\nUID:${index}\r\nEND:VEVENT`),
    ),
  ],
  ['200,000 components without an end', many(200_000, 'BEGIN:VEVENT')],
  [
    '50,000 alarms',
    calendarText(
      'BEGIN:VEVENT',
      'UID:a',
      'DTSTART:20260310T090000Z',
      many(50_000, 'BEGIN:VALARM\r\nTRIGGER:-PT5M\r\nEND:VALARM'),
      'END:VEVENT',
    ),
  ],
])('%s are answered in a few seconds', (_, text) => {
  const began = process.cpuUsage()

  const result = parse(text)
  if (result.kind === 'read') describe(result.object)

  // Seconds, on a slow machine too: what looks at all for each would take minutes.
  expect(process.cpuUsage(began).user / 1000).toBeLessThan(20_000)
})
