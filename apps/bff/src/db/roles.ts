import type { Grant, Role } from '@staffetta/contract'
import { sql } from 'kysely'
import type { HeldRole } from '../http/administrator.ts'
import type { Db } from './open.ts'

/** What somebody may administer now. */
export async function rolesOf(db: Db, tenantId: string, address: string): Promise<HeldRole[]> {
  const rows = await db
    .selectFrom('role_grant')
    .select(['role', 'scope_id'])
    .where('tenant_id', '=', tenantId)
    .where('address', '=', address.toLowerCase())
    .where('ended_at', 'is', null)
    .execute()
  return rows.map(({ role, scope_id }) => ({ role, scopeId: scope_id }))
}

export interface NewGrant {
  tenantId: string
  address: string
  name: string
  role: Role
  scopeId: string | null
  appointment: string
  grantedBy: string
}

export async function insertGrant(db: Db, grant: NewGrant): Promise<string> {
  const { id } = await db
    .insertInto('role_grant')
    .values({
      tenant_id: grant.tenantId,
      address: grant.address.toLowerCase(),
      name: grant.name,
      role: grant.role,
      scope_id: grant.scopeId,
      appointment: grant.appointment,
      granted_by: grant.grantedBy,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** False where there is none, or it has ended before. `scopeIds`: of these bodies only. */
export async function endGrant(
  db: Db,
  id: string,
  { by, scopeIds }: { by: string; scopeIds?: string[] | undefined },
): Promise<boolean> {
  let update = db
    .updateTable('role_grant')
    .set({ ended_by: by, ended_at: sql`now()` })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
  if (scopeIds !== undefined) update = update.where('scope_id', 'in', scopeIds)
  return (await update.executeTakeFirst()).numUpdatedRows > 0n
}

/** Whose role it is, with the body the person is of. */
export type ListedGrant = Grant & { tenantId: string }

/** The list of administrators, those who no longer are after those who are. `scopeIds`: for these bodies only. */
export async function listGrants(db: Db, scopeIds?: string[]): Promise<ListedGrant[]> {
  if (scopeIds?.length === 0) return []
  let query = db
    .selectFrom('role_grant')
    .leftJoin('tenant as scope', 'scope.id', 'role_grant.scope_id')
    .selectAll('role_grant')
    .select('scope.name as scope_name')
    .orderBy(sql`role_grant.ended_at is not null`)
    .orderBy('role_grant.name')
    .orderBy('role_grant.granted_at')
  if (scopeIds !== undefined) query = query.where('scope_id', 'in', scopeIds)
  return (await query.execute()).map((row) => ({
    id: row.id,
    tenantId: row.tenant_id,
    address: row.address,
    name: row.name,
    role: row.role,
    scope: row.scope_id === null ? null : { id: row.scope_id, name: row.scope_name ?? '' },
    appointment: row.appointment,
    grantedBy: row.granted_by,
    grantedAt: row.granted_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
  }))
}
