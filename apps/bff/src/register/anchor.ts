import { createPrivateKey, createPublicKey, hkdfSync, sign, type KeyObject } from 'node:crypto'
import { insertAnchor, lastLink } from '../db/register.ts'
import type { Db } from '../db/open.ts'

/** PKCS #8 of an Ed25519 key, RFC 8410 §7: these bytes, and the 32 of the seed. */
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex')

/** Made of the server's key, which the database does not have: who can change the register cannot sign for it. */
function signingKey(serverKey: Buffer): KeyObject {
  const seed = Buffer.from(hkdfSync('sha256', serverKey, '', 'staffetta register', 32))
  return createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' })
}

/** A text that is no anchor, signed by the same key under its own name: one cannot be taken for the other. */
export function signText(serverKey: Buffer, kind: string, text: string): Buffer {
  return sign(null, Buffer.from(`staffetta ${kind} ${text}`), signingKey(serverKey))
}

/** PEM; to be kept where the database's administrator has no hand in. */
export function registerPublicKey(serverKey: Buffer): string {
  return createPublicKey(signingKey(serverKey)).export({ format: 'pem', type: 'spki' }).toString()
}

export function anchorText({ seq, hash, at }: { seq: number; hash: Buffer; at: Date }): Buffer {
  return Buffer.from(`staffetta register ${seq} ${hash.toString('hex')} ${at.toISOString()}`)
}

/** Signs for the register as it stands now; nothing where nothing came since. */
export async function anchorRegister(db: Db, serverKey: Buffer, now = new Date()): Promise<void> {
  const { seq, hash } = await lastLink(db)
  if (seq === 0) return
  const anchor = { seq, hash, at: now }
  await insertAnchor(db, { ...anchor, signature: sign(null, anchorText(anchor), signingKey(serverKey)) })
}
