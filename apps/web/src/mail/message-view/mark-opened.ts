import type { MessageSummary } from '@staffetta/contract'
import { inBackground, setFlag, type Target } from '../mutations.ts'

/** One message as what an action touches. */
export function targetOf(summary: MessageSummary): Target {
  return { mailboxId: summary.mailboxId, set: { refs: [summary.ref] }, known: [summary], count: 1 }
}

/** A message that was opened has been read. */
export function markOpened(summary: MessageSummary): void {
  if (!summary.flags.includes('seen')) inBackground(setFlag(targetOf(summary), 'seen', true))
}
