import type { LiveEvent, StreamFrame } from '@staffetta/contract'
import { api } from './api.ts'

export interface LiveListener {
  /** Several events at once: what arrives within one frame of the screen is one change. */
  onEvents: (events: LiveEvent[]) => void
  /** What was missed cannot be told: everything of the areas must be asked again. */
  onResync: () => void
  onConnected?: (connected: boolean) => void
}

const batchMs = 40
const reopenMs = 5000

/** The stream of facts from the server. The browser reconnects by itself and says what it saw last. */
export function openLive(account: string, listener: LiveListener): () => void {
  let source: EventSource | null = null
  let last: string | undefined
  let waiting: LiveEvent[] = []
  let flushTimer: ReturnType<typeof setTimeout> | undefined
  let reopenTimer: ReturnType<typeof setTimeout> | undefined
  let closed = false

  const flush = () => {
    flushTimer = undefined
    const events = waiting
    waiting = []
    if (events.length > 0) listener.onEvents(events)
  }
  const open = () => {
    source = new EventSource(api.live.openStream({ account, ...(last !== undefined && { after: last }) }))
    source.addEventListener('open', () => listener.onConnected?.(true))
    source.addEventListener('message', (message) => {
      const frame = JSON.parse(message.data as string) as StreamFrame
      last = frame.id
      if (frame.resync) {
        waiting = []
        listener.onResync()
      }
      waiting.push(...frame.events)
      flushTimer ??= setTimeout(flush, batchMs)
    })
    source.addEventListener('error', () => {
      listener.onConnected?.(false)
      // A stream refused with a status is closed for good by the browser; one that broke it opens again itself.
      if (source?.readyState !== EventSource.CLOSED || closed) return
      clearTimeout(reopenTimer)
      reopenTimer = setTimeout(open, reopenMs)
    })
  }
  open()
  return () => {
    closed = true
    source?.close()
    clearTimeout(flushTimer)
    clearTimeout(reopenTimer)
  }
}
