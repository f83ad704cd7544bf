import { seal, unseal } from '../crypto/seal.ts'
import type { Db } from './open.ts'
import type { ServiceKind } from './schema/servers.ts'
import type { Tenant } from './tenants.ts'

/** A name and password the tenant's administrators gave the product itself. */
export interface ServiceAccount {
  user: string
  sealed: Buffer
}

export interface Credential {
  user: string
  password: string
}

export async function setServiceAccount(
  db: Db,
  key: Buffer,
  tenantId: string,
  kind: ServiceKind,
  { user, password }: Credential,
): Promise<void> {
  const values = { user_name: user, sealed: seal(password, halves(key, kind), context(tenantId, kind)) }
  await db
    .insertInto('service_account')
    .values({ tenant_id: tenantId, kind, ...values })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'kind']).doUpdateSet(values))
    .execute()
}

export async function removeServiceAccount(db: Db, tenantId: string, kind: ServiceKind): Promise<void> {
  await db.deleteFrom('service_account').where('tenant_id', '=', tenantId).where('kind', '=', kind).execute()
}

/** Null where the tenant has none, or where it was sealed by a server with another key. */
export function serviceCredential(tenant: Tenant, kind: ServiceKind, key: Buffer): Credential | null {
  const account = tenant.serviceAccounts[kind]
  if (account === undefined) return null
  const password = unseal(account.sealed, halves(key, kind), context(tenant.id, kind))
  return password === undefined ? null : { user: account.user, password }
}

/** Whom a mail server lets in for somebody else: `auth_master_user_separator = *` of Dovecot. */
export function asMaster(address: string, { user, password }: Credential): Credential {
  return { user: `${address}*${user}`, password }
}

/** Nobody's browser holds a half of it: what is sealed here opens with the server's key and this row alone. */
function halves(server: Buffer, kind: ServiceKind): { server: Buffer; holder: Buffer } {
  return { server, holder: Buffer.from(`service/${kind}`) }
}

function context(tenantId: string, kind: ServiceKind) {
  return { tenantId, accountId: 'service', rowId: kind }
}
