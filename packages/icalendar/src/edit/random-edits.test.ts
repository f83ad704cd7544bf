import { expect, test } from 'vitest'
import { anEvent, changed } from '../../test/builders.ts'
import { randomOf } from '../../test/random.ts'
import { applyChange, type CalendarObject, expand, removeOccurrences } from '../index.ts'

const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000)
const trials = Number(process.env['EDIT_TRIALS'] ?? 150)
const now = '2026-01-01T00:00:00Z'
const window = { from: '2025-06-01T00:00:00Z', to: '2027-06-01T00:00:00Z', zone: 'Europe/Rome' }

const starts = (object: CalendarObject) => expand(object, window).occurrences.map(({ startAt }) => startAt)
const hourLater = (startAt: string) =>
  `${new Date(Date.parse(startAt) + 3_600_000).toISOString().slice(0, 19)}Z`

test(`${trials} random series survive being split, moved, changed and cut (SEED=${seed})`, () => {
  const { pick, whole, some } = randomOf(seed)
  let compared = 0
  for (let trial = 0; trial < trials; trial++) {
    const day = `2025${String(whole(6, 12)).padStart(2, '0')}${String(whole(1, 28)).padStart(2, '0')}`
    const rule = pick([
      `FREQ=DAILY;INTERVAL=${whole(1, 5)}`,
      `FREQ=WEEKLY;INTERVAL=${whole(1, 3)};BYDAY=${some(['MO', 'TU', 'WE', 'TH', 'FR', 'SU'], 3).join(',')}`,
      `FREQ=MONTHLY;BYDAY=${pick([1, 2, -1])}${pick(['MO', 'FR'])}`,
      `FREQ=MONTHLY;BYMONTHDAY=${pick([1, 15, 31, -1])}`,
      'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
    ])
    const end = pick(['', `;COUNT=${whole(8, 60)}`, ';UNTIL=20270101T080000Z'])
    const start = pick([
      `;TZID=Europe/Rome:${day}T090000`,
      `;TZID=America/New_York:${day}T200000`,
      `:${day}T080000Z`,
      `:${day}T090000`,
    ])
    const bare = anEvent(`DTSTART${start}`, 'DURATION:PT1H', `RRULE:${rule}${end}`)
    const all = expand(bare, window).occurrences
    if (all.length < 6) continue
    compared++
    const at = (index: number) => all[index]!.recurrenceId!
    const cutOut = removeOccurrences(bare, { scope: 'this', occurrence: at(2), now })
    if (cutOut.kind !== 'changed') throw new Error(`${rule}: ${cutOut.kind}`)
    const series = cutOut.object
    const whole0 = starts(series)
    const label = `DTSTART${start} ${rule}${end}`
    expect([label, ...whole0]).toEqual([
      label,
      ...all.filter((_, index) => index !== 2).map(({ startAt }) => startAt),
    ])

    const place = changed(
      applyChange(series, { scope: 'this', occurrence: at(4), change: { location: 'x' }, now, uid: 'y' }),
    ).object
    expect([label, ...starts(place)]).toEqual([label, ...whole0])

    const split = changed(
      applyChange(place, { scope: 'following', occurrence: at(3), change: { summary: 'x' }, now, uid: 'y' }),
    )
    expect([label, ...starts(split.object), ...starts(split.tail!.object)]).toEqual([label, ...whole0])

    const shown = all[3]!.start
    if (shown.kind === 'date') throw new Error('no dates here')
    const shifted =
      shown.kind === 'utc'
        ? { ...shown, at: hourLater(shown.at) }
        : { ...shown, local: hourLater(`${shown.local}Z`).slice(0, -1) }
    const moved = changed(
      applyChange(place, { scope: 'all', occurrence: at(3), change: { start: shifted }, now, uid: 'y' }),
    ).object
    expect([label, ...starts(moved)]).toEqual([label, ...whole0.map(hourLater)])

    const ended = removeOccurrences(place, { scope: 'following', occurrence: at(3), now })
    if (ended.kind !== 'changed') throw new Error(ended.kind)
    expect([label, ...starts(ended.object)]).toEqual([label, ...whole0.slice(0, 2)])
  }

  expect(compared).toBeGreaterThan(trials / 2)
}, 60_000)
