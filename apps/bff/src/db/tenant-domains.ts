import type { Db } from './open.ts'

/** What a body that asks says are its domains, in the place of what it said before; those that were verified stay so. */
export async function setClaims(
  tx: Db,
  tenantId: string,
  claims: { domain: string; shared: boolean }[],
): Promise<void> {
  const names = claims.map(({ domain }) => domain)
  await tx
    .deleteFrom('tenant_domain')
    .where('tenant_id', '=', tenantId)
    .where('domain', 'not in', names)
    .execute()
  for (const name of new Set(names)) {
    const shared = claims.some(({ domain, shared: isShared }) => domain === name && isShared)
    await putClaim(tx, tenantId, { domain: name, shared })
  }
}

/** A body says that a domain is its own, or that it is not alone in it. */
export async function putClaim(
  tx: Db,
  tenantId: string,
  { domain, shared }: { domain: string; shared: boolean },
): Promise<void> {
  await tx
    .insertInto('tenant_domain')
    .values({ tenant_id: tenantId, domain, shared })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'domain']).doUpdateSet({ shared }))
    .execute()
}

/** Another body whose own a domain of this one is: verified for it, and not shared by both. */
export async function findOwnerOfClaim(
  tx: Db,
  tenantId: string,
  domains: string[],
): Promise<{ domain: string; name: string } | undefined> {
  if (domains.length === 0) return undefined
  return tx
    .selectFrom('tenant_domain as mine')
    .innerJoin('tenant_domain as theirs', 'theirs.domain', 'mine.domain')
    .innerJoin('tenant', 'tenant.id', 'theirs.tenant_id')
    .select(['mine.domain', 'tenant.name'])
    .where('mine.tenant_id', '=', tenantId)
    .where('mine.domain', 'in', domains)
    .where('theirs.tenant_id', '<>', tenantId)
    .where('theirs.verified_at', 'is not', null)
    .where((where) => where.or([where('mine.shared', '=', false), where('theirs.shared', '=', false)]))
    .executeTakeFirst()
}

/** Bodies besides this one whose own any of these domains is known to be. */
export async function findDomainOwners(
  db: Db,
  tenantId: string,
  domains: string[],
): Promise<{ domain: string; shared: boolean; name: string }[]> {
  if (domains.length === 0) return []
  return db
    .selectFrom('tenant_domain')
    .innerJoin('tenant', 'tenant.id', 'tenant_domain.tenant_id')
    .select(['tenant_domain.domain', 'tenant_domain.shared', 'tenant.name'])
    .where('tenant_domain.domain', 'in', domains)
    .where('tenant_domain.tenant_id', '<>', tenantId)
    .where('tenant_domain.verified_at', 'is not', null)
    .execute()
}

/** A name browsers use is one body's. */
export async function findHostOwner(
  db: Db,
  tenantId: string,
  hosts: string[],
): Promise<{ host: string; name: string } | undefined> {
  if (hosts.length === 0) return undefined
  return db
    .selectFrom('tenant_host')
    .innerJoin('tenant', 'tenant.id', 'tenant_host.tenant_id')
    .select(['tenant_host.host', 'tenant.name'])
    .where('tenant_host.host', 'in', hosts)
    .where('tenant_host.tenant_id', '<>', tenantId)
    .executeTakeFirst()
}

/** These and no others. */
export async function setHosts(tx: Db, tenantId: string, hosts: string[]): Promise<void> {
  await tx.deleteFrom('tenant_host').where('tenant_id', '=', tenantId).execute()
  for (const host of new Set(hosts))
    await tx.insertInto('tenant_host').values({ host, tenant_id: tenantId }).execute()
}

export async function listClaims(
  db: Db,
  tenantId: string,
): Promise<{ domain: string; shared: boolean; verified: boolean }[]> {
  const rows = await db
    .selectFrom('tenant_domain')
    .select(['domain', 'shared', 'verified_at'])
    .where('tenant_id', '=', tenantId)
    .orderBy('domain')
    .execute()
  return rows.map(({ domain, shared, verified_at }) => ({ domain, shared, verified: verified_at !== null }))
}

export async function verifyClaims(tx: Db, tenantId: string, domains: string[]): Promise<void> {
  if (domains.length === 0) return
  await tx
    .updateTable('tenant_domain')
    .set({ verified_at: new Date() })
    .where('tenant_id', '=', tenantId)
    .where('domain', 'in', domains)
    .where('verified_at', 'is', null)
    .execute()
}

/** A body that is gone keeps no domain from another one. */
export async function releaseClaims(tx: Db, tenantId: string): Promise<void> {
  await tx.updateTable('tenant_domain').set({ verified_at: null }).where('tenant_id', '=', tenantId).execute()
}

/** Whoever has an address in it is out. */
export async function removeClaim(tx: Db, tenantId: string, domain: string): Promise<void> {
  await tx
    .deleteFrom('tenant_domain')
    .where('tenant_id', '=', tenantId)
    .where('domain', '=', domain)
    .execute()
  await tx
    .deleteFrom('session')
    .where('tenant_id', '=', tenantId)
    .where('account_id', 'in', (inner) =>
      inner
        .selectFrom('account')
        .select('id')
        .where('tenant_id', '=', tenantId)
        .where('address', 'like', `%@${domain.replaceAll(/[\\%_]/g, '\\$&')}`),
    )
    .execute()
}
