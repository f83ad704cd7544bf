import type { CalendarId, Occurrence } from '@staffetta/contract'
import { createStore } from '../../app/store.ts'
import type { When } from '../occurrences/times.ts'

/** What is open beside the grid: the card of an event, or the few fields of a new one. */
export type Open =
  | { kind: 'card'; occurrence: Occurrence; anchor: Element }
  | { kind: 'new'; when: When; anchor: Element | null; calendarId: CalendarId | null }

export const openThing = createStore<{ open: Open | null }>({ open: null })

export function openCard(occurrence: Occurrence, anchor: Element): void {
  openThing.set({ open: { kind: 'card', occurrence, anchor } })
}

/** `anchor`: what it stands beside; without one it waits for the grid to draw the new time. */
export function openNew(
  when: When,
  anchor: Element | null = null,
  calendarId: CalendarId | null = null,
): void {
  openThing.set({ open: { kind: 'new', when, anchor, calendarId } })
}

export function closeOpen(): void {
  openThing.set({ open: null })
}
