import type { ColumnType, Generated, Insertable, Selectable } from 'kysely'
import type { At } from './columns.ts'

/** What a provider gave for somebody who proved there who they are. */
export interface TokenGrantTable {
  id: string
  tenant_id: string
  account_id: string
  issuer: string
  client_id: string
  subject: string
  /** The provider's name for the session there, for a logout that names it. */
  provider_session: string | null
  /** What the provider says somebody belongs to. */
  groups: string[]
  /** The tokens; half of the key is with whoever holds the grant. */
  sealed: Buffer
  /** Goes up with every renewal. */
  edition: Generated<number>
  /** A node is asking the provider. */
  renewing_until: Date | null
  used_at: At
}
export type TokenGrantRow = Selectable<TokenGrantTable>
export type NewTokenGrant = Insertable<TokenGrantTable>

/** Logout tokens that were used, so that none is used twice. */
export interface LogoutTokenTable {
  issuer: string
  jti: string
  seen_at: At
}

export interface SessionTable {
  /** SHA-256 of what the cookie holds. */
  id_hash: Buffer
  tenant_id: string
  account_id: string
  /** The credential; its key is half in the cookie, half on the server. */
  sealed: Buffer
  shared: boolean
  user_agent: string
  ip: string
  created_at: At
  last_seen_at: At
  absolute_ends_at: Date
  /** Of somebody who came by the identity provider. */
  grant_id: string | null
  /** When the second factor was last proved in it. */
  proved_at: Date | null
}
export type SessionRow = Selectable<SessionTable>

export interface SecondFactorTable {
  id: Generated<string>
  tenant_id: string
  account_id: string
  kind: 'totp' | 'recovery'
  sealed: Buffer
  /** The last step of time a code was taken of: none is good twice. */
  last_step: string | null
  used_at: Date | null
  created_at: At
}

export interface PasskeyTable {
  id: Generated<string>
  tenant_id: string
  account_id: string
  /** Where it was made: it signs for no other (the RP ID of WebAuthn). */
  host: string
  /** As the browser names it, base64url. */
  credential_id: string
  /** COSE. */
  public_key: Buffer
  /** What a key counts that counts: one that goes back is a copy. */
  counter: ColumnType<string, number, number>
  transports: string[]
  name: string
  created_at: At
  used_at: Date | null
}

export interface PasskeyChallengeTable {
  challenge: string
  session_hash: Buffer
  purpose: 'make' | 'prove'
  host: string
  ends_at: Date
}
