import type { MessageSummary } from '@staffetta/contract'
import { useEffect } from 'react'
import { watchChanges } from '../live.ts'

/** Keeps found rows true: what happens to a message in a folder happens to it in the results. */
export function useLiveHits(patch: (change: (row: MessageSummary) => MessageSummary | null) => void): void {
  useEffect(() => watchChanges(patch), [patch])
}
