import type { Db } from './open.ts'
import type { PublicServerTable } from './schema/servers.ts'

export type PublicKind = PublicServerTable['kind']
export type PublicServer = Pick<PublicServerTable, 'host' | 'port' | 'tls'>

/** Null: programs find it where the product does. */
export async function setPublicServer(
  db: Db,
  tenantId: string,
  kind: PublicKind,
  server: PublicServer | null,
): Promise<void> {
  if (server === null) {
    await db.deleteFrom('public_server').where('tenant_id', '=', tenantId).where('kind', '=', kind).execute()
    return
  }
  await db
    .insertInto('public_server')
    .values({ tenant_id: tenantId, kind, ...server })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'kind']).doUpdateSet(server))
    .execute()
}
