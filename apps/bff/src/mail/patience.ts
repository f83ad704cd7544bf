import { isConnectionLost } from './imap-errors.ts'

/** Longer than any list takes; then old rows now are better than new ones later. */
const PATIENCE_MS = 2_500

/**
 * What the server answers, or, when it is slow or cannot be reached, what is remembered; the asking goes on behind it.
 * Where nothing is remembered, the answer is waited for.
 */
export async function withPatience<T>(asked: Promise<T>, remembered: () => T | undefined): Promise<T> {
  // Nobody may be waiting any longer when it fails.
  asked.catch(() => undefined)
  try {
    const answer = await Promise.race([asked, after(PATIENCE_MS)])
    return answer ?? remembered() ?? (await asked)
  } catch (error) {
    const known = isConnectionLost(error) ? remembered() : undefined
    if (known === undefined) throw error
    return known
  }
}

function after(ms: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, ms, undefined).unref())
}
