import type { Governed, PreferenceRule } from '@staffetta/contract'
import type { Db } from './open.ts'

export async function putPreferenceRule(
  db: Db,
  tenantId: string,
  { name, ...values }: PreferenceRule,
): Promise<void> {
  await db
    .insertInto('preference_rule')
    .values({ tenant_id: tenantId, name, ...values })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'name']).doUpdateSet(values))
    .execute()
}

export async function removePreferenceRule(db: Db, tenantId: string, name: Governed): Promise<void> {
  await db.deleteFrom('preference_rule').where('tenant_id', '=', tenantId).where('name', '=', name).execute()
}
