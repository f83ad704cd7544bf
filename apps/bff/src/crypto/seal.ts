import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto'

const IV_BYTES = 12
const TAG_BYTES = 16

export interface SealContext {
  tenantId: string
  accountId: string
  /** The session's hash, or the row's id: a sealed value copied to another row does not open. */
  rowId: string
}

/** AES-256-GCM. The key is made of two halves held apart: neither the database nor the server's key alone opens anything. */
export function seal(
  secret: string,
  halves: { server: Buffer; holder: Buffer },
  context: SealContext,
): Buffer {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', keyOf(halves), iv)
  cipher.setAAD(bound(context))
  const body = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), body])
}

/** Undefined when anything does not fit: another key, another row, a changed byte. */
export function unseal(
  sealed: Buffer,
  halves: { server: Buffer; holder: Buffer },
  context: SealContext,
): string | undefined {
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyOf(halves), sealed.subarray(0, IV_BYTES))
    decipher.setAAD(bound(context))
    decipher.setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
    return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString(
      'utf8',
    )
  } catch {
    return undefined
  }
}

function keyOf({ server, holder }: { server: Buffer; holder: Buffer }): Buffer {
  return Buffer.from(hkdfSync('sha256', Buffer.concat([holder, server]), '', 'staffetta credential', 32))
}

function bound(context: SealContext): Buffer {
  return Buffer.from(JSON.stringify([context.tenantId, context.accountId, context.rowId]))
}

export function sha256(value: Buffer): Buffer {
  return createHash('sha256').update(value).digest()
}

/** A value only this server can have made for this purpose. */
export function stamp(key: Buffer, purpose: string, ...parts: string[]): string {
  return createHmac('sha256', key)
    .update(JSON.stringify([purpose, ...parts]))
    .digest('base64url')
}
