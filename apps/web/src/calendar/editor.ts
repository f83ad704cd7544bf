import type { EventRef } from '@staffetta/contract'
import type { When } from './times.ts'

/** What the full form begins with. */
export type EditorWish =
  | { kind: 'new'; when: When; title: string; calendarId: string }
  | { kind: 'change'; ref: EventRef; recurrenceId: string | null }

/**
 * Opens the full form of an event; null as long as there is none: then nothing offers it. The form itself is the screen of
 * `/calendar/event/…`, from `event-editor/index.ts`.
 */
export const openEditor: ((wish: EditorWish) => void) | null = null
