import type { Db } from './open.ts'

export interface StoredProof {
  at: Date
  /** The very text that is signed. */
  proof: string
  signature: Buffer
}

export async function insertDeletion(tx: Db, tenantId: string, stored: StoredProof): Promise<void> {
  await tx
    .insertInto('tenant_deletion')
    .values({ tenant_id: tenantId, ...stored })
    .execute()
}

export async function findDeletion(db: Db, tenantId: string): Promise<StoredProof | undefined> {
  return db
    .selectFrom('tenant_deletion')
    .select(['at', 'proof', 'signature'])
    .where('tenant_id', '=', tenantId)
    .executeTakeFirst()
}
