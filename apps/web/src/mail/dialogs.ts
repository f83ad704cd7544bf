import type { Mailbox } from '@staffetta/contract'
import { createStore } from '../app/store.ts'
import type { Target } from './mutations.ts'

/** The dialog of mail that is open, wherever it was asked for. */
export type MailDialog =
  | { kind: 'move'; target: Target; copy: boolean }
  | { kind: 'purge'; target: Target }
  | { kind: 'new-mailbox'; parent: Mailbox | null }
  | { kind: 'rename-mailbox'; mailbox: Mailbox }
  | { kind: 'move-mailbox'; mailbox: Mailbox }
  | { kind: 'delete-mailbox'; mailbox: Mailbox; hasChildren: boolean }
  | { kind: 'new-task'; title: string; messageId: string }
  | { kind: 'empty-mailbox'; mailbox: Mailbox }

export const mailDialog = createStore<{ open: MailDialog | null }>({ open: null })

export const showDialog = (open: MailDialog): void => mailDialog.set({ open })
export const closeDialog = (): void => mailDialog.set({ open: null })
