import { later } from '@staffetta/ui'
import { useCallback, useEffect, useState } from 'react'
import { personPressed } from '../app/person-mark.ts'
import { loadPeople } from './load-people.ts'

const [PersonHost] = later(loadPeople)

/** Who somebody is: its code comes once the page is idle, or at once for whoever presses a name before. */
export function People({ idle }: { idle: boolean }) {
  const [pressed, setPressed] = useState<HTMLElement | null>(null)
  const [ready, setReady] = useState(false)
  const onReady = useCallback(() => setReady(true), [])
  useEffect(() => {
    if (ready) return
    const onClick = (event: MouseEvent) => setPressed((before) => personPressed(event) ?? before)
    document.addEventListener('click', onClick)
    return () => document.removeEventListener('click', onClick)
  }, [ready])
  return (idle || pressed !== null) && <PersonHost pressed={pressed} onReady={onReady} />
}
