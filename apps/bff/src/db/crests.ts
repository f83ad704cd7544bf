import { createHash } from 'node:crypto'
import type { Db } from './open.ts'
import type { CrestType } from './schema/tenants.ts'

/** The stamp is of its bytes: another crest has another address. */
export async function setCrest(
  db: Db,
  tenantId: string,
  { type, bytes }: { type: CrestType; bytes: Buffer },
): Promise<void> {
  const stamp = createHash('sha256').update(bytes).digest('hex').slice(0, 16)
  const values = { stamp, type, bytes }
  await db
    .insertInto('tenant_crest')
    .values({ tenant_id: tenantId, ...values })
    .onConflict((conflict) => conflict.column('tenant_id').doUpdateSet(values))
    .execute()
}

export async function removeCrest(db: Db, tenantId: string): Promise<void> {
  await db.deleteFrom('tenant_crest').where('tenant_id', '=', tenantId).execute()
}

export async function findCrest(
  db: Db,
  slug: string,
  stamp: string,
): Promise<{ type: CrestType; bytes: Buffer } | undefined> {
  return db
    .selectFrom('tenant_crest')
    .innerJoin('tenant', 'tenant.id', 'tenant_crest.tenant_id')
    .select(['tenant_crest.type', 'tenant_crest.bytes'])
    .where('tenant.slug', '=', slug)
    .where('tenant_crest.stamp', '=', stamp)
    .executeTakeFirst()
}
