import { useEffect, useState } from 'react'

const appearsAfterMs = 150

/** Whether one waits long enough to be shown it: what comes at once must not flash. */
export function useWaiting(waits: boolean): boolean {
  const [long, setLong] = useState(false)
  useEffect(() => {
    setLong(false)
    if (!waits) return
    const timer = setTimeout(() => setLong(true), appearsAfterMs)
    return () => clearTimeout(timer)
  }, [waits])
  return waits && long
}
