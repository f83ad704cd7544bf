import type { Calendar, CalendarId, MessageRef, Occurrence, Scope } from '@staffetta/contract'
import { createStore } from '../../app/store.ts'

/** A file that came with a mail. */
export interface MailFile {
  ref: MessageRef
  partId: string
}

/** The dialog of the calendar that is open, wherever it was asked for. */
export type CalendarDialog =
  | {
      kind: 'scope'
      verb: 'change' | 'remove' | 'answer'
      title: string
      scopes: Scope[]
      onChoose: (scope: Scope) => void
      onCancel: () => void
    }
  | { kind: 'move-to'; occurrence: Occurrence }
  | { kind: 'new-calendar' }
  | { kind: 'rename-calendar'; calendar: Calendar }
  | { kind: 'delete-calendar'; calendar: Calendar }
  | { kind: 'share-calendar'; calendar: Calendar }
  | { kind: 'second-zone' }
  | { kind: 'print' }
  | { kind: 'quick-entry' }
  /** A file to look through, or an import that goes on already. */
  | { kind: 'import'; file?: File; mail?: MailFile; importId?: string; calendarId?: CalendarId }
  | { kind: 'export'; calendar: Calendar | null }
  | { kind: 'subscribe' }
  | { kind: 'subscription'; calendarId: CalendarId }
  | { kind: 'unsubscribe'; calendar: Calendar }

export const calendarDialog = createStore<{ open: CalendarDialog | null }>({ open: null })

export const showDialog = (open: CalendarDialog): void => calendarDialog.set({ open })
export const closeDialog = (): void => calendarDialog.set({ open: null })

/** How much of a series is meant; of what does not repeat there is no question. Null: it was thought better of. */
export function askScope(
  occurrence: Occurrence,
  verb: 'change' | 'remove' | 'answer',
  title: string,
): Promise<Scope | null> {
  if (!occurrence.recurring) return Promise.resolve('this')
  return new Promise((resolve) =>
    showDialog({
      kind: 'scope',
      verb,
      title,
      // One answers a meeting or all of them: "from here on" is nothing an organiser can be told (RFC 5546).
      scopes: verb === 'answer' ? ['this', 'all'] : ['this', 'following', 'all'],
      onChoose: (scope) => {
        closeDialog()
        resolve(scope)
      },
      onCancel: () => {
        closeDialog()
        resolve(null)
      },
    }),
  )
}
