import type { MessageSummary } from '@staffetta/contract'
import { session } from '../app/session.ts'
import { showDialog } from './dialogs.ts'

/** A task can name a message that has a Message-ID, and lies in a calendar. */
export function canBeTask({ messageId }: MessageSummary): boolean {
  return messageId !== null && (session.get().me?.services.includes('calendar') ?? false)
}

/** Asks for what a message does not say of the task it becomes. */
export async function makeTask({ messageId, subject }: MessageSummary): Promise<void> {
  if (messageId === null) return
  const { prefixed } = await import('./composer/draft-opening.ts')
  // What they put before it is taken off again.
  const bare = prefixed('Fwd: ', prefixed('Re: ', subject).slice('Re: '.length)).slice('Fwd: '.length)
  showDialog({ kind: 'new-task', messageId, title: bare })
}
