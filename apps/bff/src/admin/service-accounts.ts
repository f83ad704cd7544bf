import type { Db } from '../db/open.ts'
import type { ServiceKind } from '../db/schema/servers.ts'
import { type Credential, removeServiceAccount, setServiceAccount } from '../db/service-accounts.ts'
import type { Tenant } from '../db/tenants.ts'
import type { Actor } from '../http/actor.ts'
import { recorded } from '../register/record.ts'

/** A name and password the product itself signs in with; from here on sealed, and told to nobody. */
export async function putServiceAccount(
  db: Db,
  actor: Actor,
  tenant: Tenant,
  { key, kind, ...credential }: Credential & { key: Buffer; kind: ServiceKind },
): Promise<void> {
  const details = { user: credential.user }
  await recorded(
    db,
    { act: 'tenant/service-account-set', actor, tenantId: tenant.id, subject: kind, details },
    (tx) => setServiceAccount(tx, key, tenant.id, kind, credential),
  )
}

export async function dropServiceAccount(
  db: Db,
  actor: Actor,
  tenant: Tenant,
  kind: ServiceKind,
): Promise<void> {
  const deed = { act: 'tenant/service-account-removed', actor, tenantId: tenant.id, subject: kind } as const
  await recorded(db, deed, (tx) => removeServiceAccount(tx, tenant.id, kind))
}
