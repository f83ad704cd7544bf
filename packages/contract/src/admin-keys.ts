import { AdminAccess, anyRole, InvitationCode } from './admin-access.ts'
import { Instant, Uuid } from './ids.ts'
import { defineRoute } from './route.ts'
import { array, integer, nullable, object, oneOf, optional, string, type Static } from './schema.ts'

/** Of the browser's own making, base64url. */
const bytes = (maxLength: number) => string({ minLength: 1, maxLength, pattern: '^[A-Za-z0-9_-]+$' })
const Transport = oneOf('ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb')
const KnownKey = object({ id: string(), type: oneOf('public-key'), transports: array(string()) })
const Name = string({ minLength: 1, maxLength: 60, pattern: '\\S' })

/** What the browser is asked to make a key with (WebAuthn §5.4, as JSON). */
export const KeyCreation = object({
  challenge: string(),
  rp: object({ id: string(), name: string() }),
  user: object({ id: string(), name: string(), displayName: string() }),
  pubKeyCredParams: array(object({ alg: integer(), type: oneOf('public-key') })),
  timeout: integer(),
  excludeCredentials: array(KnownKey),
  authenticatorSelection: object({
    residentKey: oneOf('preferred'),
    userVerification: oneOf('required'),
  }),
  attestation: oneOf('none'),
})
export type KeyCreation = Static<typeof KeyCreation>

/** What a key is asked to sign (WebAuthn §5.5, as JSON). */
export const KeyRequest = object({
  challenge: string(),
  rpId: string(),
  timeout: integer(),
  allowCredentials: array(KnownKey),
  userVerification: oneOf('required'),
})
export type KeyRequest = Static<typeof KeyRequest>

export const Passkey = object({
  id: Uuid,
  name: string(),
  /** The address it is good at. */
  host: string(),
  createdAt: Instant,
  usedAt: nullable(Instant),
})
export type Passkey = Static<typeof Passkey>

/** All that somebody can prove with who they are. */
export const Factors = object({
  keys: array(Passkey),
  /** The authenticator that shows codes. */
  code: nullable(object({ createdAt: Instant, usedAt: nullable(Instant) })),
  /** Codes for the day it is lost that are still good. */
  recoveryLeft: integer(),
})
export type Factors = Static<typeof Factors>

const own = { access: 'admin', roles: anyRole } as const
const params = object({ keyId: Uuid })

/** Keys (passkeys) of whoever administers. One is good at the address it was made at; it is always asked to look at the person. */
export const adminKeys = {
  listFactors: defineRoute({
    method: 'GET',
    path: '/api/admin/factors',
    ...own,
    answer: 'json',
    response: Factors,
    errors: [],
  }),
  /** The first factor wants the invitation that came with the role; another one the proof of one before. */
  beginKey: defineRoute({
    method: 'POST',
    path: '/api/admin/keys/begin',
    ...own,
    proof: 'none',
    body: object({ invitation: optional(InvitationCode) }),
    answer: 'json',
    response: KeyCreation,
    errors: ['admin/invitation-refused', 'admin/proof-required', 'admin/keys-full', 'request/too-many'],
  }),
  /** The first factor of all brings the codes for the day it is lost, told once. */
  addKey: defineRoute({
    method: 'POST',
    path: '/api/admin/keys',
    ...own,
    proof: 'none',
    body: object({
      invitation: optional(InvitationCode),
      name: Name,
      id: bytes(1400),
      clientDataJSON: bytes(4000),
      attestationObject: bytes(20_000),
      transports: array(Transport, { maxItems: 8 }),
    }),
    answer: 'json',
    response: object({ recoveryCodes: array(string()), access: AdminAccess }),
    errors: [
      'admin/invitation-refused',
      'admin/proof-required',
      'admin/key-refused',
      'admin/key-known',
      'admin/keys-full',
      'request/too-many',
    ],
  }),
  renameKey: defineRoute({
    method: 'PATCH',
    path: '/api/admin/keys/:keyId',
    ...own,
    params,
    body: object({ name: Name }),
    answer: 'json',
    response: Factors,
    errors: [],
  }),
  removeKey: defineRoute({
    method: 'DELETE',
    path: '/api/admin/keys/:keyId',
    ...own,
    proof: 'fresh',
    params,
    answer: 'json',
    response: Factors,
    errors: ['admin/factor-last'],
  }),
  removeCode: defineRoute({
    method: 'DELETE',
    path: '/api/admin/factor',
    ...own,
    proof: 'fresh',
    answer: 'json',
    response: Factors,
    errors: ['admin/factor-last'],
  }),
  /** Ten new ones; those before are good no more. */
  renewRecovery: defineRoute({
    method: 'POST',
    path: '/api/admin/recovery',
    ...own,
    proof: 'fresh',
    answer: 'json',
    response: object({ recoveryCodes: array(string()) }),
    errors: [],
  }),
  beginProof: defineRoute({
    method: 'POST',
    path: '/api/admin/prove/begin',
    ...own,
    proof: 'none',
    answer: 'json',
    response: KeyRequest,
    errors: ['admin/second-factor-required'],
  }),
  proveByKey: defineRoute({
    method: 'POST',
    path: '/api/admin/prove/key',
    ...own,
    proof: 'none',
    body: object({
      id: bytes(1400),
      clientDataJSON: bytes(4000),
      authenticatorData: bytes(4000),
      signature: bytes(8000),
    }),
    answer: 'json',
    response: AdminAccess,
    errors: ['admin/key-refused', 'request/too-many'],
  }),
}
