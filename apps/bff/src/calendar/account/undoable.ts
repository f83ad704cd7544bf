import type { UndoStep } from '../../dav/undo-list.ts'

/** What attendees have to know of a change: the object before and after. */
export interface Told {
  before?: string
  /** Two where a series was split. */
  after?: string[]
  /** Only this occurrence was called off. */
  occurrence?: string
}

/** What was done to events, and who was told of it. */
export interface Undoable {
  steps: UndoStep[]
  /** Invitations that wait to be sent. */
  submissions: string[]
  told: Told
}
