import { seal, unseal } from '../../crypto/seal.ts'
import type { Question } from './provider.ts'

/** Long enough for a second factor that is in another room. */
const GOOD_FOR_MS = 10 * 60_000

/** What somebody wanted when they left for their provider. */
export interface Wish {
  /** The address they typed, or work under. */
  address: string | null
  shared: boolean
  /** Where they were going. */
  to: string | null
  /** A window of its own, above work that goes on: it must be the same person. */
  beside: boolean
  /**
   * What the browser held where whoever is in shall wait. The provider's page sends it back without its strict cookies, and
   * what is sealed here only this browser holds.
   */
  waiting: string[]
}

export interface Attempt extends Question {
  wish: Wish
  tenantId: string
  redirectUri: string
  beganAt: number
}

/** An answer of a provider is for the browser that holds this and for no other; what it says nobody else reads or writes. */
export function sealAttempt(key: Buffer, attempt: Attempt): string {
  return seal(JSON.stringify(attempt), halves(key), context).toString('base64url')
}

/** Undefined where there is none, or where it has been too long. */
export function openAttempt(key: Buffer, sealed: string | undefined): Attempt | undefined {
  if (sealed === undefined) return undefined
  const text = unseal(Buffer.from(sealed, 'base64url'), halves(key), context)
  const attempt = text === undefined ? undefined : (JSON.parse(text) as Attempt)
  return attempt !== undefined && Date.now() - attempt.beganAt < GOOD_FOR_MS ? attempt : undefined
}

const context = { tenantId: '', accountId: '', rowId: 'attempt' }

function halves(server: Buffer): { server: Buffer; holder: Buffer } {
  return { server, holder: Buffer.from('identity attempt') }
}
