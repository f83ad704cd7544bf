import type { Book, BookId, CardRef, MessageRef, SavedSearch } from '@staffetta/contract'
import { createStore } from '../../app/store.ts'
import type { Contact } from './contact.ts'

/** A file that came with a mail. */
export interface MailFile {
  ref: MessageRef
  partId: string
}

/** The dialog of the address book that is open, wherever it was asked for. */
export type ContactDialog =
  | { kind: 'new-book' }
  | { kind: 'rename-book'; book: Book }
  | { kind: 'share-book'; book: Book }
  | { kind: 'delete-book'; book: Book }
  | { kind: 'new-group'; people: readonly Contact[] }
  | { kind: 'rename-group'; group: Contact }
  | { kind: 'search'; search: SavedSearch; isNew: boolean }
  | { kind: 'qr'; contact: Contact }
  /** A file to look through, or an import that goes on already. */
  | { kind: 'import'; mail?: MailFile; importId?: string; bookId?: BookId }
  /** A whole book, or some cards. */
  | { kind: 'export'; name: string; count: number; bookId: BookId | null; refs: readonly CardRef[] }

export const contactDialog = createStore<{ open: ContactDialog | null }>({ open: null })

export const showDialog = (open: ContactDialog): void => contactDialog.set({ open })
export const closeDialog = (): void => contactDialog.set({ open: null })
