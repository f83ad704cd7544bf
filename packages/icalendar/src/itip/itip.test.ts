import { expect, test } from 'vitest'
import {
  calendarText,
  eventLines,
  linesThat,
  objectIn,
  occurrencesOf,
  startsOf,
} from '../../test/builders.ts'
import { corpusText, storedFrom } from '../../test/corpus.ts'
import {
  applyCancel,
  applyChange,
  applyReply,
  applyUpdate,
  cancel,
  counter,
  declineCounter,
  delegate,
  describe,
  interpret,
  type Prepared,
  refresh,
  reply,
  request,
} from '../index.ts'

const me = ['anna.rossi@comune.example']
const now = '2026-03-02T12:00:00Z'

function ready(prepared: Prepared) {
  if (prepared.kind !== 'ready') throw new Error(prepared.reason)
  return prepared
}
function stored(result: { kind: string }): string {
  if (!('toStore' in result) || typeof result.toStore !== 'string') throw new Error(JSON.stringify(result))
  return result.toStore
}

test.each(['itip-outlook-request', 'itip-google-request', 'itip-thunderbird-request'])(
  '%s is a new invitation for who is asked',
  (name) => {
    expect(interpret(corpusText(name), undefined, { me })).toMatchObject({ kind: 'new', me: me[0] })
    expect(interpret(corpusText(name), undefined, { me: ['altri@altrove.example'] })).toMatchObject({
      kind: 'not-for-me',
    })
  },
)

test('the invitation again is known, an older one is outdated, a newer one is an update that tells what moved', () => {
  const first = storedFrom('itip-outlook-request')
  const second = storedFrom('itip-outlook-update')

  expect(interpret(corpusText('itip-outlook-request'), first, { me }).kind).toBe('known')
  expect(interpret(corpusText('itip-outlook-request'), second, { me }).kind).toBe('outdated')
  expect(interpret(corpusText('itip-outlook-update'), first, { me })).toMatchObject({
    kind: 'update',
    differences: ['time'],
    needsAnswer: true,
  })
  expect(
    interpret(corpusText('itip-google-update'), storedFrom('itip-google-request'), { me }),
  ).toMatchObject({ kind: 'update', differences: ['place'], needsAnswer: false })
})

test.each(['itip-outlook-request', 'itip-google-request', 'itip-thunderbird-request'])(
  '%s: accepting changes my PARTSTAT and nothing else of what is stored',
  (name) => {
    const before = storedFrom(name)

    const { toStore, toSend } = ready(reply(before, { me, partstat: 'accepted', now, comment: 'Ci sarò' }))

    const mine = (text: string) => linesThat(text, /^ATTENDEE.*anna\.rossi/i)
    const rest = (text: string) => linesThat(text, /^(?!ATTENDEE.*anna\.rossi)./i)
    expect(rest(toStore!)).toEqual(linesThat(corpusText(name), /^(?!ATTENDEE.*anna\.rossi|METHOD)./i))
    expect(mine(toStore!)).toEqual(
      mine(corpusText(name)).map((line) => line.replace('NEEDS-ACTION', 'ACCEPTED')),
    )
    const [message] = toSend
    expect(message).toMatchObject({ method: 'reply', to: [describe(before).master?.organizer?.address] })
    expect(linesThat(message!.text, /^ATTENDEE/)).toHaveLength(1)
    expect(linesThat(message!.text, /^(SEQUENCE|METHOD|COMMENT|DTSTAMP)/)).toEqual([
      'METHOD:REPLY',
      `SEQUENCE:${describe(before).master?.sequence}`,
      'DTSTAMP:20260302T120000Z',
      'COMMENT:Ci sarò',
    ])
    expect(linesThat(message!.text, /VALARM|X-MICROSOFT|RSVP=TRUE;CN=Anna/)).toEqual([])
  },
)

test('accepting one occurrence leaves the rest of the series untouched', () => {
  const series = storedFrom('itip-outlook-series-request')

  const { toStore, toSend } = ready(
    reply(series, { me, partstat: 'declined', now, occurrence: '2026-03-17T08:00:00Z' }),
  )

  const after = objectIn(toStore!)
  expect(describe(after).master?.attendees[0]?.partstat).toBe('needs-action')
  expect(describe(after).overrides[0]?.attendees[0]?.partstat).toBe('declined')
  expect(linesThat(toSend[0]!.text, /^(RECURRENCE-ID|RRULE:FREQ=WEEKLY)/)).toEqual([
    'RECURRENCE-ID;TZID=W. Europe Standard Time:20260317T090000',
  ])
  expect(startsOf(after, '2026-03-01', '2026-04-01')).toEqual(startsOf(series, '2026-03-01', '2026-04-01'))
})

test('who is not asked cannot answer', () => {
  expect(
    reply(storedFrom('itip-outlook-request'), { me: ['x@y.example'], partstat: 'accepted', now }),
  ).toEqual({ kind: 'refused', reason: 'not-invited' })
})

test('an update to another time asks again; one to another place keeps my answer, my alarms and my colour', () => {
  const answered = objectIn(
    ready(reply(storedFrom('itip-google-request'), { me, partstat: 'accepted', now })).toStore!,
  )
  const own = applyChange(answered, {
    scope: 'all',
    change: {
      colour: 'red',
      alarms: [{ action: 'display', trigger: { kind: 'before-start', days: 0, minutes: 5 } }],
    },
    now,
    uid: 'x',
    me,
  })
  if (own.kind !== 'changed') throw new Error(own.kind)
  const place = objectIn(corpusText('itip-google-update'))

  const taken = objectIn(stored(applyUpdate(own.object, place, { me })))

  const data = describe(taken).master!
  expect(data).toMatchObject({ location: 'Palazzo comunale, sala 2', colour: 'red' })
  expect(data.attendees.find(({ address }) => address === me[0])?.partstat).toBe('accepted')
  expect(data.alarms).toHaveLength(1)
  expect(taken.method).toBeUndefined()

  const outlook = objectIn(
    ready(reply(storedFrom('itip-outlook-request'), { me, partstat: 'accepted', now })).toStore!,
  )
  const moved = describe(
    objectIn(stored(applyUpdate(outlook, objectIn(corpusText('itip-outlook-update')), { me }))),
  ).master!
  expect(moved.attendees[0]?.partstat).toBe('needs-action')
})

test('an update of one occurrence replaces that one, by instant', () => {
  const series = storedFrom('itip-outlook-series-request')
  const message = objectIn(corpusText('itip-outlook-occurrence-update'))

  const after = objectIn(stored(applyUpdate(series, message, { me })))
  const again = applyUpdate(after, message, { me })

  expect(startsOf(after, '2026-03-01', '2026-04-01')).toContain('2026-03-17T11:00:00')
  expect(after.overrides).toHaveLength(1)
  expect(again).toEqual({ kind: 'ignored', reason: 'known' })
})

test('a cancellation marks the event, or one occurrence, as cancelled', () => {
  const whole = stored(
    applyCancel(storedFrom('itip-outlook-request'), objectIn(corpusText('itip-outlook-cancel')), { me }),
  )
  const series = storedFrom('itip-outlook-series-request')
  const message = objectIn(corpusText('itip-outlook-occurrence-cancel'))
  const one = objectIn(stored(applyCancel(series, message, { me })))
  const dropped = objectIn(stored(applyCancel(series, message, { me, drop: true })))

  expect(describe(objectIn(whole)).master).toMatchObject({ status: 'cancelled', sequence: 2 })
  expect(describe(one).master?.status).toBe('confirmed')
  expect(describe(one).overrides[0]).toMatchObject({
    status: 'cancelled',
    recurrenceId: '2026-03-24T08:00:00Z',
  })
  expect(startsOf(dropped, '2026-03-20', '2026-04-01')).toEqual(['2026-03-31T09:00:00'])
  expect(
    applyCancel(storedFrom('itip-outlook-request'), objectIn(corpusText('itip-outlook-cancel')), {
      me,
      drop: true,
    }),
  ).toEqual({ kind: 'deleted' })
})

test('a cancellation older than what is stored is ignored', () => {
  const newer = objectIn(
    corpusText('itip-outlook-request')
      .replace('SEQUENCE:0', 'SEQUENCE:9')
      .replace(/METHOD:.*\r\n/, ''),
  )

  expect(applyCancel(newer, objectIn(corpusText('itip-outlook-cancel')), { me })).toEqual({
    kind: 'ignored',
    reason: 'outdated',
  })
})

test('a reply is noted in the organizer’s object, an older one that comes late is not', () => {
  const organizer = storedFrom('itip-outlook-request')
  const first = objectIn(corpusText('itip-outlook-reply'))
  const late = objectIn(
    corpusText('itip-outlook-reply')
      .replace('20260302T090000Z', '20260302T080000Z')
      .replace('ACCEPTED', 'DECLINED'),
  )

  const noted = applyReply(organizer, first)
  const after = objectIn(stored(noted))

  expect(noted.answers).toMatchObject([
    { attendee: me[0], partstat: 'accepted', comment: 'Ci sarò\n', partyCrasher: false, outdated: false },
  ])
  expect(describe(after).master?.attendees[0]).toMatchObject({
    address: me[0],
    partstat: 'accepted',
    rsvp: false,
  })
  expect(linesThat(stored(noted), /^(SEQUENCE|DTSTAMP)/)).toEqual(
    linesThat(corpusText('itip-outlook-request'), /^(SEQUENCE|DTSTAMP)/),
  )
  expect(applyReply(after, late)).toMatchObject({ kind: 'ignored', reason: 'outdated' })
})

test('a reply to an older SEQUENCE is ignored', () => {
  expect(
    applyReply(storedFrom('itip-outlook-update'), objectIn(corpusText('itip-outlook-reply'))),
  ).toMatchObject({ kind: 'ignored', reason: 'outdated' })
})

test('a reply of someone nobody asked is told and not stored unless one wants it', () => {
  const crasher = objectIn(corpusText('itip-outlook-reply').replace('Anna.Rossi@comune', 'zeno@altrove'))
  const organizer = storedFrom('itip-outlook-request')

  expect(applyReply(organizer, crasher)).toMatchObject({
    kind: 'ignored',
    reason: 'unknown-attendee',
    answers: [{ partyCrasher: true }],
  })
  expect(
    describe(objectIn(stored(applyReply(organizer, crasher, { addPartyCrashers: true })))).master?.attendees,
  ).toHaveLength(4)
})

test('a reply to one occurrence makes its override', () => {
  const series = storedFrom('itip-outlook-series-request')
  const { toSend } = ready(
    reply(series, { me, partstat: 'declined', now, occurrence: '2026-03-17T08:00:00Z' }),
  )

  const after = objectIn(stored(applyReply(series, objectIn(toSend[0]!.text))))

  expect(describe(after).overrides[0]?.attendees[0]?.partstat).toBe('declined')
  expect(describe(after).master?.attendees[0]?.partstat).toBe('needs-action')
  expect(after.overrides[0]).toBeDefined()
})

test('whoever delegates tells the organizer and hands the invitation on', () => {
  const organizer = storedFrom('itip-outlook-request')

  const { toStore, toSend } = ready(
    delegate(organizer, { me, now, to: { address: 'Dario@comune.example', name: 'Dario' } }),
  )

  expect(toSend.map(({ method, to }) => [method, to])).toEqual([
    ['reply', ['segreteria@provincia.example']],
    ['request', ['dario@comune.example']],
  ])
  expect(
    describe(objectIn(toStore!)).master?.attendees.find(({ address }) => address === me[0]),
  ).toMatchObject({ partstat: 'delegated', delegatedTo: ['dario@comune.example'] })
  expect(interpret(toSend[1]!.text, undefined, { me: ['dario@comune.example'] }).kind).toBe('new')
  const noted = describe(objectIn(stored(applyReply(organizer, objectIn(toSend[0]!.text))))).master?.attendees
  expect(noted?.at(-1)).toMatchObject({ address: 'dario@comune.example', delegatedFrom: [me[0]] })
})

test('a counter proposal tells who, when and how it differs; declining it goes back to them', () => {
  const organizer = storedFrom('itip-outlook-request')

  expect(interpret(corpusText('itip-outlook-counter'), organizer, { me: [] })).toMatchObject({
    kind: 'counter',
    answer: { attendee: me[0], comment: 'Meglio nel pomeriggio' },
    proposal: { start: { local: '2026-03-10T16:00:00' } },
    differences: expect.arrayContaining(['time']),
  })
  const mine = ready(
    counter(organizer, {
      me,
      now,
      start: { kind: 'zoned', local: '2026-03-10T16:00:00', zone: 'Europe/Rome' },
      comment: 'Dopo?',
    }),
  )
  expect(mine.toStore).toBeUndefined()
  expect(interpret(mine.toSend[0]!.text, organizer, { me: [] })).toMatchObject({
    kind: 'counter',
    answer: { partstat: 'tentative' },
    proposal: { end: { local: '2026-03-10T17:00:00' } },
  })
  const no = ready(declineCounter(organizer, { now, attendee: me[0]!, comment: 'No' }))
  expect(interpret(no.toSend[0]!.text, organizer, { me })).toMatchObject({
    kind: 'counter-declined',
    comment: 'No',
  })
})

test('a refresh asks for the event and carries no more than that', () => {
  const organizer = storedFrom('itip-thunderbird-request')

  const { toSend } = ready(refresh(organizer, { me, now }))

  expect(interpret(toSend[0]!.text, organizer, { me: [] })).toMatchObject({
    kind: 'refresh',
    attendee: me[0],
  })
  expect(linesThat(toSend[0]!.text, /^(SUMMARY|DTSTART;)/)).toEqual([])
})

test('a request goes to all but the organizer, without alarms and private notes', () => {
  const mine = objectIn(
    calendarText(
      ...eventLines(
        'DTSTART;TZID=Europe/Rome:20260310T090000',
        'DURATION:PT1H',
        'ORGANIZER:mailto:anna.rossi@comune.example',
        'ATTENDEE:mailto:anna.rossi@comune.example',
        'ATTENDEE;SCHEDULE-STATUS=1.1:mailto:b@x.example',
        'X-MOZ-LASTACK:20260101T000000Z',
        'BEGIN:VALARM',
        'ACTION:DISPLAY',
        'TRIGGER:-PT5M',
        'END:VALARM',
      ),
    ),
  )

  const { toSend } = ready(request(mine, { now }))

  expect(toSend[0]?.to).toEqual(['b@x.example'])
  expect(linesThat(toSend[0]!.text, /VALARM|X-MOZ|SCHEDULE/)).toEqual([])
  expect(linesThat(toSend[0]!.text, /^TZID/)).toEqual(['TZID:Europe/Rome'])
})

test('cancelling one occurrence, or for one attendee, says so and changes what is stored', () => {
  const series = storedFrom('itip-outlook-series-request')

  const one = ready(cancel(series, { now, occurrence: '2026-03-24T08:00:00Z' }))
  const some = ready(cancel(series, { now, attendees: ['bruno.verdi@comune.example'] }))
  const whole = ready(cancel(series, { now }))

  expect(interpret(one.toSend[0]!.text, series, { me })).toMatchObject({
    kind: 'cancelled',
    occurrences: ['2026-03-24T08:00:00Z'],
  })
  expect(occurrencesOf(objectIn(one.toStore!), '2026-03-24', '2026-03-25')).toEqual([])
  expect(some.toSend[0]?.to).toEqual(['bruno.verdi@comune.example'])
  expect(interpret(some.toSend[0]!.text, series, { me })).toMatchObject({ kind: 'not-for-me' })
  expect(interpret(some.toSend[0]!.text, series, { me: ['bruno.verdi@comune.example'] })).toMatchObject({
    kind: 'cancelled',
    occurrences: 'all',
  })
  expect(describe(objectIn(some.toStore!)).master?.attendees.map(({ address }) => address)).not.toContain(
    'bruno.verdi@comune.example',
  )
  expect(describe(objectIn(whole.toStore!)).master).toMatchObject({ status: 'cancelled', sequence: 1 })
})

test('a message that is none, or of another event, is told as such', () => {
  expect(interpret('ciao', undefined, { me })).toEqual({ kind: 'unreadable', reason: 'not-a-calendar' })
  expect(interpret(corpusText('kronolith').replace('METHOD:PUBLISH\r\n', ''), undefined, { me })).toEqual({
    kind: 'unreadable',
    reason: 'no-method',
  })
  expect(interpret(corpusText('itip-outlook-reply'), storedFrom('itip-google-request'), { me }).kind).toBe(
    'unknown-event',
  )
  expect(interpret(corpusText('itip-publish-holidays'), undefined, { me }).kind).toBe('published')
})

test('an invitation is stored without its METHOD and without the alarms of its sender', () => {
  const text = stored(applyUpdate(undefined, objectIn(corpusText('itip-outlook-request')), { me }))

  expect(linesThat(text, /METHOD|VALARM/)).toEqual([])
  expect(linesThat(text, /^X-MICROSOFT/)).toEqual(
    linesThat(corpusText('itip-outlook-request'), /^X-MICROSOFT/),
  )
})
