import { api } from '../../app/api.ts'
import { inverseOf } from './changes.ts'
import type { Change, Pending } from './pending.ts'

/** Something done: it is on screen already, and can be taken back once the server has answered. */
export interface Performed<Answer = unknown> {
  done: Promise<Answer>
  undo: () => Promise<void>
}

/** Does things to events, tasks or contacts: whoever asks says what waits for the server, how what it has is fetched anew, and how it takes back. */
export function performer<Thing>(
  pending: Pending<Thing>,
  refresh: () => Promise<void>,
  takeBack: (undo: string) => Promise<void> = (undo) => api.calendar.undo({ undo }),
) {
  /** The change is on screen while the work goes on, and until what the server has is there to take its place. */
  async function during<Result>(change: Change<Thing>, work: () => Promise<Result>): Promise<Result> {
    const answered = work()
    pending.set(({ changes }) => ({ changes: [...changes, { ...change, answered }] }))
    try {
      return await answered
    } finally {
      void refresh().finally(() =>
        pending.set(({ changes }) => ({ changes: changes.filter(({ id }) => id !== change.id) })),
      )
    }
  }
  return function perform<Answer extends { undo: string }>(
    wanted: Pick<Change<Thing>, 'before' | 'after'>,
    work: () => Promise<Answer>,
  ): Performed<Answer> {
    const change = { id: crypto.randomUUID(), ...wanted }
    const done = during(change, work)
    return {
      done,
      undo: async () => {
        const { undo } = await done
        await during(inverseOf(change), () => takeBack(undo))
      },
    }
  }
}
