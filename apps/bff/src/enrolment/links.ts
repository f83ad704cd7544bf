import { randomBytes, randomUUID } from 'node:crypto'
import { seal, sha256, unseal } from '../crypto/seal.ts'

const TOKEN = /^[A-Za-z0-9_-]{43}$/

/**
 * What a link holds opens a request. It is found by its hash, so that whoever reads the database opens none; sealed with the
 * server's key beside it, so that later mail can hold it too.
 */
export function mintLink(key: Buffer) {
  const id = randomUUID()
  const token = randomBytes(32).toString('base64url')
  return {
    token,
    row: { id, token_hash: sha256(Buffer.from(token)), sealed_token: seal(token, halves(key), context(id)) },
  }
}

/** Undefined for what is no token at all. */
export function hashOfToken(token: string | undefined): Buffer | undefined {
  return token !== undefined && TOKEN.test(token) ? sha256(Buffer.from(token)) : undefined
}

/** Null where it was sealed by a server with another key. */
export function tokenOf(row: { id: string; sealed_token: Buffer }, key: Buffer): string | null {
  return unseal(row.sealed_token, halves(key), context(row.id)) ?? null
}

/** Behind the #, which no browser sends: it stands in no log. */
export function linkOf(token: string, publicUrl: URL): string {
  return new URL(`/enrolment#${token}`, publicUrl).href
}

function halves(server: Buffer) {
  return { server, holder: Buffer.from('enrolment') }
}

function context(rowId: string) {
  return { tenantId: 'enrolment', accountId: 'enrolment', rowId }
}
