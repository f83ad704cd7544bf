import type { Db } from './open.ts'
import type { EndpointKind } from './schema/servers.ts'
import type { Endpoint } from './tenants.ts'

/** `asked`: by the body's own request, which takes it back where the next one says something else. */
export async function setEndpoint(
  db: Db,
  tenantId: string,
  kind: EndpointKind,
  { host, port, tls, verifyName }: Endpoint,
  asked = false,
): Promise<void> {
  const values = { host, port, tls, verify_name: verifyName, asked }
  await db
    .insertInto('endpoint')
    .values({ tenant_id: tenantId, kind, ...values })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'kind']).doUpdateSet(values))
    .execute()
}

export async function removeAskedEndpoints(db: Db, tenantId: string): Promise<void> {
  await db.deleteFrom('endpoint').where('tenant_id', '=', tenantId).where('asked', '=', true).execute()
}

export async function removeEndpoint(db: Db, tenantId: string, kind: EndpointKind): Promise<void> {
  await db.deleteFrom('endpoint').where('tenant_id', '=', tenantId).where('kind', '=', kind).execute()
}
