/** Of all tabs of a browser one speaks to the system; when it closes, the next does. */
let speaks = false

export function standForSystem(): () => void {
  const leaving = new AbortController()
  void navigator.locks
    ?.request('staffetta-reminders', { signal: leaving.signal }, () => {
      speaks = true
      return new Promise<void>((resolve) => leaving.signal.addEventListener('abort', () => resolve()))
    })
    .catch(() => undefined)
  return () => {
    speaks = false
    leaving.abort()
  }
}

/** Where the person allowed it, and while no window of ours is in front. */
export function tellSystem(key: string, title: string, body: string, onOpen: () => void): void {
  if (!speaks || document.hasFocus()) return
  if (typeof Notification === 'undefined' || Notification.permission !== 'granted') return
  const notification = new Notification(title, { body, tag: `staffetta-reminder-${key}`, icon: '/icon.svg' })
  notification.addEventListener('click', () => {
    window.focus()
    notification.close()
    onOpen()
  })
}
