import type { DomainExpectation } from '@staffetta/contract'
import type { Db } from './open.ts'

export async function listDomainExpectations(
  db: Db,
  tenantId: string,
): Promise<Map<string, DomainExpectation>> {
  const rows = await db
    .selectFrom('domain_expectation')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .execute()
  return new Map(
    rows.map((row) => [
      row.domain,
      {
        dkimSelector: row.dkim_selector,
        dkimKey: row.dkim_key,
        mx: row.mx,
        spfInclude: row.spf_include,
      },
    ]),
  )
}

export async function removeDomainExpectation(db: Db, tenantId: string, domain: string): Promise<void> {
  await db
    .deleteFrom('domain_expectation')
    .where('tenant_id', '=', tenantId)
    .where('domain', '=', domain)
    .execute()
}

export async function setDomainExpectation(
  db: Db,
  tenantId: string,
  domain: string,
  { dkimSelector, dkimKey, mx, spfInclude }: DomainExpectation,
): Promise<void> {
  const values = { dkim_selector: dkimSelector, dkim_key: dkimKey, mx, spf_include: spfInclude }
  await db
    .insertInto('domain_expectation')
    .values({ tenant_id: tenantId, domain, ...values })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'domain']).doUpdateSet(values))
    .execute()
}
