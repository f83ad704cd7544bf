import type { Untold } from '@staffetta/contract'
import type { SubmissionRow } from '../../db/schema/mail.ts'

type Letter = Pick<SubmissionRow, 'id' | 'state' | 'recipients' | 'refused' | 'error' | 'sends_at'>

/** Of letters about one thing, the last first, whom they have not reached: to each the last that was not called back counts. */
export function untoldOf(letters: readonly Letter[]): Untold[] {
  const untold = new Map<string, Untold | null>()
  for (const letter of letters) {
    if (letter.state === 'cancelled') continue
    // Whom it was for is forgotten after a day: whatever is older than a letter that left counts no more.
    if (letter.state === 'filed' && letter.recipients.length === 0) break
    for (const address of letter.recipients) {
      if (!untold.has(address)) untold.set(address, untoldBy(letter, address))
    }
  }
  return [...untold.values()].filter((one) => one !== null)
}

function untoldBy({ id, state, refused, error, sends_at }: Letter, address: string): Untold | null {
  const of = { address, leavesAt: null, submissionId: id }
  switch (state) {
    case 'held':
      // When a server that was not there will be is not known.
      return { ...of, state: 'waiting', leavesAt: error === null ? sends_at.toISOString() : null }
    case 'submitting':
      return { ...of, state: 'waiting' }
    case 'failed':
    case 'uncertain':
      return { ...of, state }
    default:
      return refused.includes(address) ? { ...of, state: 'failed' } : null
  }
}
