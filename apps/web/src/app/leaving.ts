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

/** All tabs of a browser have one cookie: who signs out in one is out in all. */
export function tellOtherTabs(): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no target, it is of one origin
  tabs?.postMessage(null)
}

export function whenSignedOutElsewhere(react: () => void): void {
  tabs?.addEventListener('message', react)
}
