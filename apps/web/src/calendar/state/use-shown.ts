import { useMemo } from 'react'
import { device } from '../../app/device.ts'
import { useI18n } from '../../app/i18n.tsx'
import { useStore } from '../../app/store.ts'
import { useBirthdays } from '../../contacts/index.ts'
import { useGridTasks } from '../../tasks/index.ts'
import { birthdaysIn } from '../occurrences/birthday-occurrence.ts'
import { byStart } from '../occurrences/occurrences.ts'
import type { Range } from '../clock/ranges.ts'
import { type Shown, useOccurrences } from './use-calendar.ts'
import type { WallClock } from '../clock/wall-clock.ts'

/** What a view draws between two days: events, among them the tasks that are due and the birthdays of people one knows. */
export function useShown(range: Range, clock: WallClock): Shown {
  const { t } = useI18n()
  const shown = useOccurrences(range, clock)
  const tasks = useGridTasks(range, clock)
  const known = useBirthdays()
  const wanted = useStore(device, (state) => state.calendarBirthdays)
  const { from, to } = range
  const birthdays = useMemo(
    () => (wanted ? birthdaysIn(known, { from, to }, { clock, t }) : []),
    [wanted, known, from, to, clock, t],
  )
  const { occurrences: events } = shown
  const occurrences = useMemo(
    () =>
      tasks.length + birthdays.length === 0 ? events : [...events, ...tasks, ...birthdays].toSorted(byStart),
    [events, tasks, birthdays],
  )
  return { ...shown, occurrences }
}
