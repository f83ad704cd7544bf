import type { Submission } from '@staffetta/contract'

type Listener = (submission: Submission) => void

const listeners = new Map<string, Listener>()

/** What the live stream says of a message on its way reaches whoever sent it from here. */
export function noteSubmission(submission: Submission): void {
  listeners.get(submission.id)?.(submission)
}

export function watchSubmission(id: string, listener: Listener): () => void {
  listeners.set(id, listener)
  return () => void listeners.delete(id)
}
