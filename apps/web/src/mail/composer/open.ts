import type { Address, MessageRef } from '@staffetta/contract'
import { createStore } from '../../app/store.ts'

/** What somebody wants to write. */
export type ComposerIntent =
  | { kind: 'new'; to?: Address[] }
  | { kind: 'reply' | 'reply-all'; ref: MessageRef }
  /** `attached`: the message whole, as a file. */
  | { kind: 'forward'; ref: MessageRef; attached?: boolean }
  | { kind: 'draft'; ref: MessageRef }
  /** One that was kept in this browser. */
  | { kind: 'recovered'; draftId: string }

/** Wishes wait here until the composer's code has come. */
export const wishes = createStore<{ waiting: ComposerIntent[] }>({ waiting: [] })

/** Opens a composer; from anywhere, without its code. */
export function openComposer(intent: ComposerIntent): void {
  wishes.set(({ waiting }) => ({ waiting: [...waiting, intent] }))
}
