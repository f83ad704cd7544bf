import { ApiError } from '@staffetta/contract'

const againMs = [500, 2_000]

/** A server that has just gone has others beside it: what is known by its key, or is nobody's yet, is handed over again. */
export async function overBrokenLines<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (const ms of againMs)
    try {
      return await ask()
    } catch (error) {
      if (!(error instanceof ApiError && error.code === 'network')) throw error
      await new Promise((resolve) => setTimeout(resolve, ms))
    }
  return ask()
}
