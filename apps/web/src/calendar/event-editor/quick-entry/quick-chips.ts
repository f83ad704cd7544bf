import type { CalendarTime, EventFields } from '@staffetta/contract'
import type { Locale } from '@staffetta/i18n'
import { dayNames } from '../../fields/day-names.ts'
import { addDays, type Day } from '../../clock/days.ts'
import { nextDates } from '../../recurrence/next-dates.ts'

export interface QuickChip {
  kind: 'day' | 'hours' | 'repeat' | 'place'
  text: string
}

/** What was understood, as it will be stored: days, hours, the next dates of a rule, the place. */
export function quickChips(
  { start, end, recurrence, location }: Partial<EventFields>,
  { locale, today }: { locale: Locale; today: Day },
): QuickChip[] {
  const chips: QuickChip[] = []
  const names = dayNames(locale)
  if (start && end) {
    const [first, last] = [dayOf(start), start.kind === 'date' ? addDays(dayOf(end), -1) : dayOf(end)]
    const days = names.shortDays([first, ...(last > first ? [last] : [])], today).join(' – ')
    chips.push({ kind: 'day', text: days })
    if (start.local !== undefined && end.local !== undefined)
      chips.push({ kind: 'hours', text: `${start.local.slice(11, 16)}–${end.local.slice(11, 16)}` })
    const next = recurrence && nextDates(recurrence, first, 3)
    if (next)
      chips.push({
        kind: 'repeat',
        text: `${names.shortDays(next.days, today).join(', ')}${next.more ? '…' : ''}`,
      })
  }
  if (location) chips.push({ kind: 'place', text: location })
  return chips
}

const dayOf = ({ date, local }: CalendarTime): string => date ?? local!.slice(0, 10)
