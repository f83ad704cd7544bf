import {
  clientSecret,
  type IdentityProvider,
  removeIdentityProvider,
  setIdentityProvider,
} from '../db/identity-providers.ts'
import type { Db } from '../db/open.ts'
import type { Tenant } from '../db/tenants.ts'
import type { Actor } from '../http/actor.ts'
import { AppError } from '../http/app-error.ts'
import { recorded } from '../register/record.ts'
import { isLoopback } from './servers.ts'
import { dropServiceAccount } from './service-accounts.ts'

/** What somebody says of the provider; the secret as it is. */
export type WantedProvider = Omit<IdentityProvider, 'sealedSecret'> & { secret: string | null }

export type ProviderFlaw = 'issuer' | 'clear-text' | 'scopes' | 'claim' | 'master'

/** What keeps a provider from being one for this body, before it is asked anything. */
export function providerFlaw(
  { serviceAccounts }: Tenant,
  { issuer, scopes, addressClaim, trustsAddress, servers }: Omit<WantedProvider, 'secret'>,
): ProviderFlaw | null {
  const url = URL.canParse(issuer) ? new URL(issuer) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol)) return 'issuer'
  // Without TLS whoever listens signs in as anybody.
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) return 'clear-text'
  if (!scopes.split(' ').includes('openid')) return 'scopes'
  // No provider says that it verified another claim, and some let people write it themselves.
  if (addressClaim !== 'email' && !trustsAddress) return 'claim'
  return servers === 'master' && serviceAccounts.master === undefined ? 'master' : null
}

/** The one that is given, or the one there was; of the same provider alone, so that it is sent nowhere else. */
export function secretFor(
  { id, identity }: Tenant,
  { issuer, clientId }: Pick<WantedProvider, 'issuer' | 'clientId'>,
  given: string,
  key: Buffer,
): string {
  if (given !== '') return given
  const same = identity !== null && identity.issuer === issuer && identity.clientId === clientId
  const kept = same ? clientSecret(id, identity, key) : null
  if (kept === null || kept === undefined) throw new AppError('request/invalid', { fields: ['secret'] })
  return kept
}

export async function putIdentity(
  db: Db,
  key: Buffer,
  actor: Actor,
  tenant: Tenant,
  wanted: WantedProvider,
): Promise<void> {
  const { secret, ...details } = wanted
  const deed = { act: 'tenant/identity-set', actor, tenantId: tenant.id, subject: wanted.issuer } as const
  await recorded(db, { ...deed, details: { ...details, confidential: secret !== null } }, (tx) =>
    setIdentityProvider(tx, key, tenant.id, wanted),
  )
}

export async function removeIdentity(db: Db, actor: Actor, tenant: Tenant): Promise<void> {
  await recorded(db, { act: 'tenant/identity-removed', actor, tenantId: tenant.id }, (tx) =>
    removeIdentityProvider(tx, tenant.id),
  )
}

/** Not while people come in by it. */
export async function removeMaster(db: Db, actor: Actor, tenant: Tenant): Promise<void> {
  if (tenant.identity?.servers === 'master') throw new AppError('admin/master-in-use')
  await dropServiceAccount(db, actor, tenant, 'master')
}
