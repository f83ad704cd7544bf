import { useEffect, useState } from 'react'

/** A value once it has rested: nobody is asked, and nothing is said, at every letter. */
export function usePaused<Value>(value: Value, ms = 200): Value {
  const [paused, setPaused] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setPaused(value), ms)
    return () => clearTimeout(timer)
  }, [value, ms])
  return paused
}
