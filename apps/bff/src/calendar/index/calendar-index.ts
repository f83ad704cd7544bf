import { CollectionMemory } from '../../dav/collection-memory.ts'
import type { Entry } from './entry.ts'

/** Milliseconds; floating times and dates count as if they were UTC. */
export interface Span {
  from: number
  to: number
}

/** The memory of one calendar: of events what views and search need, of what recurs all that happens within `covered`. */
export class CalendarIndex extends CollectionMemory<Entry> {
  /** What is read from now on is expanded for this time. */
  span: Span | undefined
  /** What is here already is expanded for this time at least. */
  covered: Span | undefined
  /** Series are being expanded for another time. */
  expanding: Promise<void> | undefined

  /** Before anything is here: what will be is expanded for this time. */
  beginAt(span: Span): void {
    this.span = span
    this.covered = span
  }
}
