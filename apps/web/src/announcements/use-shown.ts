import type { Announcement } from '@staffetta/contract'
import { useEffect, useState } from 'react'

/** A timer runs no longer than that, whatever it is set to. */
const longestMs = 3_600_000
const order = ['fault', 'maintenance', 'information'] as const

/** What is to be seen now, what weighs most first; each comes and goes at its time. */
export function useShown<One extends Announcement>(announced: readonly One[]): { shown: One[]; now: number } {
  const [now, setNow] = useState(() => Date.now())
  const moments = announced.flatMap(({ shownFrom, beginsAt, endsAt }) =>
    [shownFrom, beginsAt, endsAt].map((at) => Date.parse(at)),
  )
  const next = Math.min(...moments.filter((at) => at > now))
  useEffect(() => {
    // What came since was not looked at with the clock of before.
    setNow(Date.now())
  }, [announced])
  useEffect(() => {
    if (next === Infinity) return
    const timer = setTimeout(() => setNow(Date.now()), Math.min(next - Date.now() + 50, longestMs))
    return () => clearTimeout(timer)
  }, [next, now])
  const shown = announced
    .filter(({ shownFrom, endsAt }) => Date.parse(shownFrom) <= now && now < Date.parse(endsAt))
    .toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
  return { shown, now }
}
