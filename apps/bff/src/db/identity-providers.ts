import { seal, unseal } from '../crypto/seal.ts'
import type { Db } from './open.ts'
import type { IdentityRow } from './schema/servers.ts'

/** Where the people of a tenant prove who they are (OpenID Connect). */
export interface IdentityProvider {
  issuer: string
  clientId: string
  /** None: a public client, which PKCE alone protects. */
  sealedSecret: Buffer | null
  scopes: string
  /** The claim of the ID token that holds the address of the mailbox. */
  addressClaim: string
  /** The provider's word is enough: it need not say that it verified the address. */
  trustsAddress: boolean
  /** How the servers are signed in to: with the provider's token, or as master for whoever came from the provider. */
  servers: 'token' | 'master'
  /** People may come with their password at IMAP as well. */
  passwords: boolean
}

export function identityOf(row: IdentityRow): IdentityProvider {
  return {
    issuer: row.issuer,
    clientId: row.client_id,
    sealedSecret: row.client_secret,
    scopes: row.scopes,
    addressClaim: row.address_claim,
    trustsAddress: row.trusts_address,
    servers: row.servers,
    passwords: row.passwords,
  }
}

export async function setIdentityProvider(
  db: Db,
  key: Buffer,
  tenantId: string,
  { secret, ...provider }: Omit<IdentityProvider, 'sealedSecret'> & { secret: string | null },
): Promise<void> {
  const sealed = secret === null ? null : seal(secret, halves(key), context(tenantId))
  const values = { ...columnsOf(provider), client_secret: sealed }
  await db
    .insertInto('tenant_identity')
    .values({ tenant_id: tenantId, ...values })
    .onConflict((conflict) => conflict.column('tenant_id').doUpdateSet(values))
    .execute()
}

/** What is said of it changes; its secret stays as it was sealed, or goes. */
export async function changeIdentityProvider(
  db: Db,
  tenantId: string,
  { keepsSecret, ...provider }: Omit<IdentityProvider, 'sealedSecret'> & { keepsSecret: boolean },
): Promise<void> {
  const values = columnsOf(provider)
  await db
    .insertInto('tenant_identity')
    .values({ tenant_id: tenantId, ...values, client_secret: null })
    .onConflict((conflict) =>
      conflict.column('tenant_id').doUpdateSet({ ...values, ...(!keepsSecret && { client_secret: null }) }),
    )
    .execute()
}

export async function removeIdentityProvider(db: Db, tenantId: string): Promise<void> {
  await db.deleteFrom('tenant_identity').where('tenant_id', '=', tenantId).execute()
  await db.deleteFrom('token_grant').where('tenant_id', '=', tenantId).execute()
}

function columnsOf(provider: Omit<IdentityProvider, 'sealedSecret'>) {
  return {
    issuer: provider.issuer,
    client_id: provider.clientId,
    scopes: provider.scopes,
    address_claim: provider.addressClaim,
    trusts_address: provider.trustsAddress,
    servers: provider.servers,
    passwords: provider.passwords,
  }
}

/** Null where the client is public; undefined where the secret was sealed by a server with another key. */
export function clientSecret(
  tenantId: string,
  { sealedSecret }: IdentityProvider,
  key: Buffer,
): string | null | undefined {
  return sealedSecret === null ? null : unseal(sealedSecret, halves(key), context(tenantId))
}

/** Nobody's browser holds a half of it: what is sealed here opens with the server's key and this row alone. */
function halves(server: Buffer): { server: Buffer; holder: Buffer } {
  return { server, holder: Buffer.from('identity') }
}

function context(tenantId: string) {
  return { tenantId, accountId: 'identity', rowId: 'client-secret' }
}
