import { createPublicKey, type KeyObject } from 'node:crypto'
import { readTags } from './tags.ts'

export type DkimKey =
  | {
      kind: 'key'
      type: 'rsa' | 'ed25519'
      bits: number
      testing: boolean
      p: string
      problem: DkimProblem | null
    }
  | { kind: 'revoked' }
  | { kind: 'wrong'; why: 'version' | 'tags' | 'type' | 'key' }

/** What makes of a good key one that is not used for mail. */
export type DkimProblem = 'hash' | 'service'

/** A key record (RFC 6376 §3.6.1, RFC 8463). Never throws. */
export function readDkimKey(text: string): DkimKey {
  const tags = readTags(text)
  if (tags.wrong.length > 0) return { kind: 'wrong', why: 'tags' }
  const version = tags.get('v')
  if (version !== undefined && (version !== 'DKIM1' || tags.entries[0]?.[0] !== 'v'))
    return { kind: 'wrong', why: 'version' }
  const written = tags.get('p')
  if (written === undefined) return { kind: 'wrong', why: 'tags' }
  const p = written.replaceAll(/\s/g, '')
  if (p === '') return { kind: 'revoked' }
  const type = tags.get('k') ?? 'rsa'
  if (type !== 'rsa' && type !== 'ed25519') return { kind: 'wrong', why: 'type' }
  const bits = keyBits(type, p)
  if (bits === undefined) return { kind: 'wrong', why: 'key' }
  const words = (name: string) =>
    tags
      .get(name)
      ?.split(':')
      .map((word) => word.trim().toLowerCase())
  const services = words('s')
  const problem =
    words('h')?.includes('sha256') === false
      ? 'hash'
      : services !== undefined && !services.includes('*') && !services.includes('email')
        ? 'service'
        : null
  return { kind: 'key', type, bits, testing: words('t')?.includes('y') ?? false, p, problem }
}

function keyBits(type: 'rsa' | 'ed25519', p: string): number | undefined {
  if (p.length > 10_000 || !/^[A-Za-z0-9+/]+={0,2}$/.test(p)) return undefined
  const key = Buffer.from(p, 'base64')
  if (type === 'ed25519') return key.length === 32 ? 256 : undefined
  // The RFC says RSAPublicKey, everybody publishes SubjectPublicKeyInfo.
  return (
    rsaBits(() => createPublicKey({ key, format: 'der', type: 'spki' })) ??
    rsaBits(() => createPublicKey({ key, format: 'der', type: 'pkcs1' }))
  )
}

function rsaBits(open: () => KeyObject): number | undefined {
  try {
    const key = open()
    return key.asymmetricKeyType === 'rsa' ? key.asymmetricKeyDetails?.modulusLength : undefined
  } catch {
    return undefined
  }
}
