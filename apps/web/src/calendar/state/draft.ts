import type { CalendarId, Occurrence } from '@staffetta/contract'
import { createStore } from '../../app/store.ts'
import type { When } from '../occurrences/times.ts'

/** A time that is being chosen, with the pointer or with the keys: drawn over the grid, stored when it is let go. */
export interface Draft {
  /** What is being moved or stretched; null for something new. */
  occurrence: Occurrence | null
  when: When
  /** Of something new: where it goes, if not where new ones go. */
  calendarId?: CalendarId | null
}

export const draft = createStore<{ now: Draft | null }>({ now: null })

export const setDraft = (now: Draft | null): void => draft.set({ now })

/** What the screen reader is told without a toast: where a moved event stands now. */
export const spoken = createStore({ text: '' })

export const say = (text: string): void => spoken.set({ text })
