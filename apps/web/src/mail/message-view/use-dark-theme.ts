import { useSyncExternalStore } from 'react'
import { device } from '../../app/device.ts'

const system = window.matchMedia('(prefers-color-scheme: dark)')

/** Whether the page is dark now, by choice or by the system's. */
export function useDarkTheme(): boolean {
  return useSyncExternalStore(subscribe, isDark)
}

function isDark(): boolean {
  const { theme } = device.get()
  return theme === 'dark' || (theme === 'auto' && system.matches)
}

function subscribe(listener: () => void): () => void {
  system.addEventListener('change', listener)
  const stop = device.subscribe(listener)
  return () => {
    system.removeEventListener('change', listener)
    stop()
  }
}
