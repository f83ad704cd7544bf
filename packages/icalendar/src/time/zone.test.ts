import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { randomOf } from '../../test/random.ts'
import { ianaZone, toInstant, toWall } from './zone.ts'
import { vtimezoneOf, fileZone } from './vtimezone.ts'

const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000)
const names = [
  'Europe/Rome',
  'Europe/London',
  'Europe/Dublin',
  'America/New_York',
  'America/Sao_Paulo',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Asia/Kolkata',
  'Pacific/Apia',
  'Asia/Tehran',
]

test(`wall clocks and instants agree with Temporal (SEED=${seed})`, () => {
  const { pick, whole } = randomOf(seed)
  const differences: string[] = []
  for (let trial = 0; trial < 4000; trial++) {
    const name = pick(names)
    const zone = ianaZone(name)!
    // Mostly near a transition, where there is something to get wrong.
    const at = Date.UTC(whole(1975, 2035), whole(0, 11), whole(1, 28))
    const near = Temporal.Instant.fromEpochMilliseconds(at)
      .toZonedDateTimeISO(name)
      .getTimeZoneTransition('next')
    const base = trial % 4 === 0 || near === null ? at : near.epochMilliseconds
    const instant = base + whole(-180, 180) * 60_000

    const theirs = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(name)
    const wall = Date.parse(`${theirs.toPlainDateTime().toString({ smallestUnit: 'second' })}Z`)
    if (toWall(zone, instant) !== wall) differences.push(`${name} ${theirs.toString()}: wall`)
    const clock = instant + theirs.offsetNanoseconds / 1e6 + whole(-90, 90) * 60_000
    const plain = Temporal.PlainDateTime.from(new Date(clock).toISOString().slice(0, 19))
    const expected = plain.toZonedDateTime(name, { disambiguation: 'compatible' }).epochMilliseconds
    if (toInstant(zone, clock) !== expected) differences.push(`${name} ${plain.toString()}: instant`)
  }

  expect(differences).toEqual([])
})

test('the VTIMEZONE we write means what the zone means, for every year of this century', () => {
  for (const name of ['Europe/Rome', 'America/New_York', 'Europe/London', 'Asia/Tokyo']) {
    const own = fileZone(vtimezoneOf(name)!, 'x')!
    const zone = ianaZone(name)!
    for (let at = Date.UTC(2010, 0, 1); at < Date.UTC(2037, 0, 1); at += 86_400_000 * 3) {
      expect([name, new Date(at).toISOString(), own.offsetAt(at)]).toEqual([
        name,
        new Date(at).toISOString(),
        zone.offsetAt(at),
      ])
    }
  }
})
