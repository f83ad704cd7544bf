import { ApiError } from '@staffetta/contract'
import { createStore } from '../../app/store.ts'

/** Somebody waits for a code: the dialog is open. */
export const stepUp = createStore<{ asked: { onProved: () => void; onCancel: () => void } | null }>({
  asked: null,
})

/** Does what the server wants a recent proof for; asks for a code when it says so, and does it again. */
export async function withProof<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'admin/proof-required') throw error
    await new Promise<void>((resolve, reject) => {
      const close = (then: () => void) => () => {
        stepUp.set({ asked: null })
        then()
      }
      stepUp.set({ asked: { onProved: close(resolve), onCancel: close(() => reject(error)) } })
    })
    return work()
  }
}
