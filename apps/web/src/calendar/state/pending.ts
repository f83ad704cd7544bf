import type { Occurrence } from '@staffetta/contract'
import { createStore } from '../../app/store.ts'

/**
 * Something a person has done that the server has not yet shown back: what stood there, and what stands there now. Either
 * may be empty: what is new was nothing, what is removed is nothing.
 */
export interface Change<Thing = Occurrence> {
  id: string
  before: Thing[]
  after: Thing[]
  /** What the server makes of it. */
  answered?: Promise<unknown>
}

/** What waits for the server. Views see what was fetched through it, so that no answer in between undoes a hand's move. */
export const createPending = <Thing>() => createStore<{ changes: Change<Thing>[] }>({ changes: [] })
export type Pending<Thing> = ReturnType<typeof createPending<Thing>>

export const pending = createPending<Occurrence>()
