import { timingSafeEqual } from 'node:crypto'
import { stamp } from '../crypto/seal.ts'

const lifeMs = 15 * 60_000
const purpose = 'profile link'

interface Whose {
  tenantId: string
  address: string
}

/** A word that opens one person's profile for a quarter of an hour; nothing is kept of it. */
export function makeToken(
  key: Buffer,
  { tenantId, address }: Whose,
  now: Date,
): { token: string; until: Date } {
  const until = new Date(now.getTime() + lifeMs)
  const facts = Buffer.from(JSON.stringify([tenantId, address, until.getTime()])).toString('base64url')
  return { token: `${facts}.${stamp(key, purpose, facts)}`, until }
}

export function readToken(key: Buffer, token: string, now: Date): Whose | undefined {
  const [facts = '', seal = ''] = token.split('.')
  const [given, right] = [Buffer.from(seal), Buffer.from(stamp(key, purpose, facts))]
  if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined
  const [tenantId, address, until] = JSON.parse(Buffer.from(facts, 'base64url').toString()) as [
    string,
    string,
    number,
  ]
  return until > now.getTime() ? { tenantId, address } : undefined
}
