import type { Tenant } from '../db/tenants.ts'
import type { Credential } from './credential.ts'

/** One person's standing at the tenant's servers, while signed in. */
export interface Account {
  /** `tenant/account`: begins every key of every cache, pool, limit and channel. */
  key: string
  tenantId: string
  accountId: string
  address: string
  credential: Credential
  tenant: Tenant
}

export function accountKey(tenantId: string, accountId: string): string {
  return `${tenantId}/${accountId}`
}

/** Whether that account is meant by its key, by the beginning of it (`tenant/`: everybody there), or by nothing: everybody. */
export function isMeant(to: string, key: string): boolean {
  return to === '' || to.endsWith('/') ? key.startsWith(to) : key === to
}

/** "elena.guidi@…" → "Elena Guidi". */
export function nameOfAddress(address: string): string {
  return address
    .slice(0, address.lastIndexOf('@'))
    .split(/[._-]+/)
    .filter((word) => word !== '')
    .map((word) => word[0]!.toUpperCase() + word.slice(1))
    .join(' ')
}
