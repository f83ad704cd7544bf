import type { Service } from '@staffetta/contract'
import type { Generated, Selectable } from 'kysely'

export type EndpointKind = 'imap' | 'smtp' | 'sieve' | 'dav' | 'ldap'

export type TlsMode = 'tls' | 'starttls' | 'none'

export interface EndpointTable {
  tenant_id: string
  kind: EndpointKind
  host: string
  port: number
  tls: TlsMode
  /** The name the certificate must carry, when it is not the host. */
  verify_name: string | null
  /** By the body's own request: the next one takes it back. */
  asked: Generated<boolean>
}
export type EndpointRow = Selectable<EndpointTable>

/** What the product itself may sign in to, with nobody there; `test` is an account to try a person's ways with. */
export type ServiceKind = 'dav' | 'smtp' | 'ldap' | 'master' | 'test'

export interface ServiceAccountTable {
  tenant_id: string
  kind: ServiceKind
  user_name: string
  sealed: Buffer
}

export interface TenantIdentityTable {
  tenant_id: string
  issuer: string
  client_id: string
  client_secret: Buffer | null
  scopes: string
  address_claim: string
  trusts_address: boolean
  servers: 'token' | 'master'
  passwords: boolean
}
export type IdentityRow = Selectable<TenantIdentityTable>

export type FoundState = 'works' | 'partly' | 'fails'

/** Whether a service of a body works, as its servers answered. */
export interface ServiceStateTable {
  tenant_id: string
  service: Service
  state: FoundState
  since: Date
  looked_at: Date
}

/** A server by the name that programs outside have for it. */
export interface PublicServerTable {
  tenant_id: string
  kind: 'imap' | 'smtp' | 'dav'
  host: string
  port: number
  tls: 'tls' | 'starttls'
}
