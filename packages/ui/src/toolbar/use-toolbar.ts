import { type KeyboardEvent, useRef, useState } from 'react'

/** A bar of buttons with one stop for Tab; the arrows, Home and End lead on from there (APG toolbar). */
export function useToolbar() {
  const bar = useRef<HTMLDivElement>(null)
  const [stop, setStop] = useState(0)
  const onKeyDown = (event: KeyboardEvent) => {
    const all = [...(bar.current?.querySelectorAll<HTMLElement>('button') ?? [])]
    const at = all.indexOf(event.target as HTMLElement)
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key]
    if (next === undefined || at < 0) return
    event.preventDefault()
    const to = (next + all.length) % all.length
    setStop(to)
    all[to]!.focus()
  }
  return {
    toolbar: { ref: bar, role: 'toolbar', onKeyDown } as const,
    tabIndexOf: (at: number) => (at === stop ? 0 : -1),
  }
}
