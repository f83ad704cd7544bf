import { useMemo } from 'react'
import { useGridTasks } from '../../tasks/index.ts'
import { byStart } from '../occurrences/occurrences.ts'
import type { Range } from '../clock/ranges.ts'
import { type Shown, useOccurrences } from './use-calendar.ts'
import type { WallClock } from '../clock/wall-clock.ts'

/** What a view draws between two days: events, and among them the tasks that are due. */
export function useShown(range: Range, clock: WallClock): Shown {
  const shown = useOccurrences(range, clock)
  const tasks = useGridTasks(range, clock)
  const { occurrences: events } = shown
  const occurrences = useMemo(
    () => (tasks.length === 0 ? events : [...events, ...tasks].toSorted(byStart)),
    [events, tasks],
  )
  return { ...shown, occurrences }
}
