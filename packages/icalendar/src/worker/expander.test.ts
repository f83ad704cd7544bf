import { afterAll, expect, test } from 'vitest'
import { calendarText, eventLines } from '../../test/builders.ts'
import { corpusText } from '../../test/corpus.ts'
import { openExpander } from './expander.ts'

const expander = openExpander({ threads: 2, timeoutMs: 400 })
afterAll(() => expander.close())

const window = { from: '2026-03-01T00:00:00Z', to: '2026-04-01T00:00:00Z', zone: 'Europe/Rome' }
const weekly = calendarText(
  ...eventLines(
    'DTSTART;TZID=Europe/Rome:20260302T090000',
    'DURATION:PT1H',
    'RRULE:FREQ=WEEKLY',
    'SUMMARY:Giunta',
  ),
)

test('texts are read, described and expanded in a thread', async () => {
  const [read, unreadable] = await expander.digest([weekly, 'no calendar'], { window })

  expect(read).toMatchObject({
    kind: 'read',
    digests: [{ kind: 'event', description: { master: { summary: 'Giunta' } } }],
  })
  expect(read?.kind === 'read' && read.digests[0]?.expansion?.occurrences).toHaveLength(5)
  expect(unreadable).toEqual({ kind: 'unreadable', reason: 'not-a-calendar' })
})

test('of a task that recurs it is said what is to be done next', async () => {
  const [weekly, once] = await expander.digest([corpusText('task-recurring'), corpusText('task-tasks-org')], {
    now: '2026-03-03T10:00:00Z',
  })

  expect(weekly).toMatchObject({ digests: [{ nextOpen: { recurrenceId: '2026-03-09T08:00:00Z' } }] })
  expect(once?.kind === 'read' && once.digests[0]?.nextOpen).toBeUndefined()
})

test('a thread that hangs is killed, its neighbours are answered, and the pool goes on', async () => {
  // Ten minutes of leave for the pure function: only the kill can end this one.
  const limits = { occurrences: 1_000_000_000, ms: 600_000 }
  const bomb = calendarText(
    ...eventLines('DTSTART:20000101T000000Z', 'DURATION:PT1S', 'RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30'),
  )
  const ages = { from: '2000-01-01T00:00:00Z', to: '9999-01-01T00:00:00Z', zone: 'UTC' }
  const small = calendarText(...eventLines('DTSTART:20260302T090000Z', 'DURATION:PT1H'))

  const outcomes = await expander.digest([small, bomb, small], { window: ages, limits })
  const after = await expander.digestOne(weekly, { window })

  expect(outcomes.map(({ kind }) => kind)).toEqual(['read', 'too-complex', 'read'])
  expect(after.kind).toBe('read')
}, 60_000)

test('an import is split into one text an object', async () => {
  const [file] = await expander.readFiles([corpusText('import-many-uids')])

  if (file?.kind !== 'read') throw new Error(file?.kind)
  expect(file.pieces).toHaveLength(13)
  expect(file.pieces.every(({ text }) => text.match(/^UID:/gm)?.length === 1)).toBe(true)
})

test('the event loop stays free while a thread works', async () => {
  const many = Array.from({ length: 300 }, () => weekly)
  let ticks = 0
  const timer = setInterval(() => ticks++, 5)

  await expander.digest(many, { window })
  clearInterval(timer)

  expect(ticks).toBeGreaterThan(2)
})

test('a window that is none is the caller’s mistake', async () => {
  await expect(expander.digestOne(weekly, { window: { ...window, zone: 'Luna/Mare' } })).rejects.toThrow(
    RangeError,
  )
})

test('a closed expander refuses', async () => {
  const closed = openExpander()
  await closed.close()

  await expect(closed.digestOne(weekly)).rejects.toThrow('closed')
})
