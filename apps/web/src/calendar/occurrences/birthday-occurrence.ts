import type { Birthday, Occurrence } from '@staffetta/contract'
import type { Translate } from '@staffetta/i18n'
import { addDays, type Day } from '../clock/days.ts'
import type { Range } from '../clock/ranges.ts'
import type { WallClock } from '../clock/wall-clock.ts'
import { plainOccurrence } from './plain-occurrence.ts'

/** Somebody's birthday in the shape views draw: nobody moves it, and it leads to the person. */
export interface BirthdayOccurrence extends Occurrence {
  birthday: Birthday
  /** How old they become; null where the year is not known. */
  age: number | null
}

export function birthdayIn(occurrence: Occurrence): BirthdayOccurrence | undefined {
  return 'birthday' in occurrence ? (occurrence as BirthdayOccurrence) : undefined
}

/** The birthdays between two days, once a year each. */
export function birthdaysIn(
  birthdays: readonly Birthday[],
  { from, to }: Range,
  { clock, t }: { clock: WallClock; t: Translate },
): BirthdayOccurrence[] {
  const found: BirthdayOccurrence[] = []
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year++)
    for (const birthday of birthdays) {
      const day = dayIn(year, birthday)
      const age = birthday.year === null ? null : year - birthday.year
      if (day >= from && day < to && (age === null || age >= 0))
        found.push(occurrenceOf(birthday, day, age, { clock, t }))
    }
  return found
}

/** Who was born on the 29th of February has their day on the 28th in other years, as the civil code counts (art. 2963). */
function dayIn(year: number, { month, day }: Birthday): Day {
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
  const two = (number: number) => String(number).padStart(2, '0')
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(Math.min(day, last))}`
}

function occurrenceOf(
  birthday: Birthday,
  day: Day,
  age: number | null,
  { clock, t }: { clock: WallClock; t: Translate },
): BirthdayOccurrence {
  const end = addDays(day, 1)
  const { name } = birthday
  return {
    ...plainOccurrence({
      ref: `birthday.${birthday.ref}`,
      recurrenceId: day,
      title: age ? t('calendar.birthday.ofAge', { name, count: age }) : t('calendar.birthday.of', { name }),
      startAt: new Date(clock.instantOf(day, 0)).toISOString(),
      endAt: new Date(clock.instantOf(end, 0)).toISOString(),
      days: { start: day, end },
      transparent: true,
      colour: 'lampone',
    }),
    birthday,
    age,
  }
}
