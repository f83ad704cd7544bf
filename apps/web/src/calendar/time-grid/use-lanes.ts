import type { Calendar } from '@staffetta/contract'
import { useMemo } from 'react'
import { device } from '../../app/device.ts'
import { session } from '../../app/session.ts'
import { useStore } from '../../app/store.ts'
import { type Lane, lanesOf } from './lanes.ts'

/** The columns of a day alone, as they were chosen on this device. */
export function useLanes(calendars: readonly Calendar[]): Lane[] {
  const kind = useStore(device, (state) => state.calendarLanes)
  const me = useStore(session, ({ me: person }) => person?.displayName || person?.address) ?? ''
  return useMemo(() => lanesOf(kind, calendars, me), [kind, calendars, me])
}
