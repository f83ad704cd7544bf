import type { DueReminder } from '@staffetta/contract'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { calendarQueries } from '../state/queries.ts'

const none: DueReminder[] = []
/** A timer set for long is late after a sleep: it is looked at again. */
const mostMs = 5 * 60_000

/** What reminds now: asked for every quarter of an hour, shown at its moment. */
export function useDue(): DueReminder[] {
  const { data } = useQuery(calendarQueries.reminders())
  const reminders = data?.reminders ?? none
  const [now, setNow] = useState(Date.now)
  const next = reminders.find(({ dueAt }) => Date.parse(dueAt) > now)?.dueAt
  useEffect(() => {
    const wait = next === undefined ? mostMs : Math.min(mostMs, Date.parse(next) - Date.now())
    const timer = setTimeout(() => setNow(Date.now()), Math.max(0, wait) + 20)
    return () => clearTimeout(timer)
  }, [next, now])
  useEffect(() => {
    const look = () => setNow(Date.now())
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [])
  return reminders.filter(({ dueAt }) => Date.parse(dueAt) <= now)
}
