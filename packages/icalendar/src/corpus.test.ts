import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { randomOf } from '../test/random.ts'
import {
  applyChange,
  completeTask,
  describe,
  expand,
  interpret,
  parse,
  removeOccurrences,
  textOfObject,
} from './index.ts'
import { openedLines } from '../test/lines.ts'

const folder = new URL('../corpus/', import.meta.url)
const names = readdirSync(folder).filter((name) => name.endsWith('.ics'))
const corpus = names.map((name) => [name, readFileSync(new URL(name, folder), 'utf8')] as const)
const window = { from: '2026-01-01T00:00:00Z', to: '2027-01-01T00:00:00Z', zone: 'Europe/Rome' }
const now = '2026-02-01T10:00:00Z'

test('the corpus is there', () => {
  expect(names.length).toBeGreaterThanOrEqual(60)
})

test.each(corpus)('%s is opened as far as it goes', (_, text) => {
  const result = parse(text)

  expect(result.kind).toBe('read')
})

// A file without UID gets one, a description broken over lines is healed, what lies outside of the calendar is no part of it.
const rewritten =
  /^broken-(?:no-uid|unfolded-description|trailing-text|fold-first|nested-deep|bare-vevent|missing-end|wrong-end)/

test.each(corpus.filter(([name]) => !rewritten.test(name)))('%s is written back as it came', (_, text) => {
  const result = parse(text)
  if (result.kind !== 'read') throw new Error(result.reason)
  if (result.others.length > 0) return

  expect(textOfObject(result.object)).toBe(
    `${text
      .replace(/^\uFEFF/, '')
      .replace(/(?:\r\n?|\n)+/g, '\r\n')
      .trimEnd()}\r\n`,
  )
})

test.each(corpus)('%s: a new title changes the title and nothing else', (_, text) => {
  const result = parse(text)
  if (result.kind !== 'read' || result.object.master === undefined) return
  if (result.object.kind === 'free-busy' || result.object.kind === 'availability') return
  const before = openedLines(textOfObject(result.object))

  const edited = applyChange(result.object, {
    scope: 'all',
    change: { summary: 'Tutt’altro' },
    now,
    uid: 'x',
  })

  if (edited.kind !== 'changed') throw new Error(edited.kind)
  const after = openedLines(edited.text)
  const touched = /^(SUMMARY|DTSTAMP|LAST-MODIFIED|DURATION)\b/
  expect(after.filter((line) => !touched.test(line))).toEqual(before.filter((line) => !touched.test(line)))
  expect(describe(edited.object).master?.summary).toBe('Tutt’altro')
})

test.each(corpus)('%s: an edit of one occurrence leaves the series line for line', (_, text) => {
  const result = parse(text)
  if (result.kind !== 'read' || result.object.master === undefined) return
  const { occurrences } = expand(result.object, window, { occurrences: 20 })
  const one = occurrences.find(
    ({ recurrenceId, override }) => recurrenceId !== undefined && override === undefined,
  )
  if (one?.recurrenceId === undefined) return

  const edited = applyChange(result.object, {
    scope: 'this',
    occurrence: one.recurrenceId,
    change: { location: 'Altrove' },
    now,
    uid: 'x',
  })

  if (edited.kind !== 'changed') throw new Error(JSON.stringify(edited))
  const before = textOfObject(result.object)
    .trimEnd()
    .replace(/END:VCALENDAR$/, '')
  expect(edited.text.startsWith(before)).toBe(true)
  const again = expand(edited.object, window, { occurrences: 20 })
  expect(again.occurrences.map(({ startAt }) => startAt)).toEqual(occurrences.map(({ startAt }) => startAt))
})

test.each(corpus)('%s: a series split in two has the same occurrences as before', (_, text) => {
  const result = parse(text)
  if (result.kind !== 'read' || result.object.master === undefined) return
  const whole = expand(result.object, window, { occurrences: 40 })
  const one = whole.occurrences[5]
  if (one?.recurrenceId === undefined || one.override !== undefined || whole.reason === 'too-complex') return

  const edited = applyChange(result.object, {
    scope: 'following',
    occurrence: one.recurrenceId,
    change: { location: 'Altrove' },
    now,
    uid: 'coda@x',
  })

  if (edited.kind === 'refused' && text.includes('SKIP=')) return
  if (edited.kind !== 'changed' || edited.tail === undefined) throw new Error(JSON.stringify(edited))
  const head = expand(edited.object, window, { occurrences: 40 }).occurrences
  const tail = expand(edited.tail.object, window, { occurrences: 40 }).occurrences
  const starts = [...head, ...tail]
    .map(({ startAt }) => startAt)
    .sort()
    .slice(0, 40)
  expect(starts).toEqual(whole.occurrences.map(({ startAt }) => startAt))
})

const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000)
const trials = Number(process.env['FUZZ_TRIALS'] ?? 1200)

test(`${trials} mutated files are read, described, expanded and edited without a throw (SEED=${seed})`, () => {
  const { whole, pick } = randomOf(seed)
  const scraps = [
    '\r\n',
    '\n ',
    ':',
    ';',
    '"',
    '=',
    ',',
    '\u0000',
    'BEGIN:VEVENT\r\n',
    'END:VEVENT\r\n',
    '20269999T999999Z',
    '-P9W',
    '\uD800',
    '^',
    '\\',
    'RRULE:FREQ=SECONDLY\r\n',
    '0'.repeat(50),
  ]
  let slowest = 0
  let read = 0
  for (let trial = 0; trial < trials; trial++) {
    let [, text] = pick(corpus)
    for (let hits = whole(1, 8); hits > 0; hits--) {
      const at = whole(0, text.length)
      const kind = whole(0, 3)
      if (kind === 0) text = text.slice(0, at) + pick(scraps) + text.slice(at)
      else if (kind === 1) text = text.slice(0, at) + text.slice(at + whole(1, 20))
      else if (kind === 2) text = text.slice(0, at) + String.fromCharCode(whole(0, 255)) + text.slice(at + 1)
      else text = text.slice(0, at) + text.slice(whole(0, at), at) + text.slice(at)
      if (text.length > 60_000) text = text.slice(0, 60_000)
    }
    const began = process.cpuUsage()
    const result = parse(text)
    interpret(text, undefined, { me: ['anna.rossi@comune.example'] })
    if (result.kind === 'read') {
      read++
      const { object } = result
      describe(object)
      const { occurrences } = expand(object, window, { occurrences: 50, ms: 300 })
      const occurrence = occurrences.at(-1)?.recurrenceId
      const which = occurrence === undefined ? {} : { occurrence }
      applyChange(object, {
        scope: pick(['this', 'following', 'all'] as const),
        change: { summary: 'x' },
        now,
        uid: 'y',
        ...which,
      })
      removeOccurrences(object, { scope: pick(['this', 'following'] as const), now, ...which })
      if (object.kind === 'task') completeTask(object, { done: true, now })
    }
    slowest = Math.max(slowest, process.cpuUsage(began).user / 1000)
  }

  expect(read).toBeGreaterThan(trials / 2)
  expect(slowest).toBeLessThan(8000)
}, 120_000)
