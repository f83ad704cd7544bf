import type { session } from './session.ts'

type Reason = ReturnType<typeof session.get>['reason']

const reasonKey = 'staffetta.left'

/** Survives the page being loaded anew, for the sentence on the sign-in page. */
export function rememberReason(reason: NonNullable<Reason>): void {
  try {
    sessionStorage.setItem(reasonKey, reason)
  } catch {
    // Only the sentence is missing.
  }
}

export function takeReason(): Reason {
  try {
    const reason = sessionStorage.getItem(reasonKey)
    sessionStorage.removeItem(reasonKey)
    return reason === 'signed-out' || reason === 'signed-out-draft-kept' ? reason : null
  } catch {
    return null
  }
}

const tabs = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('staffetta.signed-out')

/** All tabs of a browser have one cookie: who signs out in one is out in all, who works for another body in one does in all. */
export function tellOtherTabs(what: 'out' | { now: string }): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no target, it is of one origin
  tabs?.postMessage(what)
}

/** Told in another tab: that one is out, or which account this browser is now. */
export function whenToldElsewhere(out: () => void, become: (accountId: string) => void): void {
  tabs?.addEventListener('message', ({ data }: MessageEvent<'out' | { now: string }>) =>
    data === 'out' ? out() : become(data.now),
  )
}
