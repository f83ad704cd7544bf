import type { ImportPlan } from '@staffetta/contract'
import type { Db } from '../../db/open.ts'
import { listPeople, lockPeople, putPeople } from '../../db/people.ts'
import { claimedDomains, type Tenant } from '../../db/tenants.ts'
import { welcomePeople } from '../../enrolment/welcome.ts'
import type { Administrator } from '../../http/administrator.ts'
import { AppError } from '../../http/app-error.ts'
import { keptFrom } from './authority.ts'
import { planImport, type Standing } from './import-plan.ts'
import { recordPeople } from './record-people.ts'

type Others = Standing['others']

/** What would be done. */
export async function dryRun(
  db: Db,
  administrator: Administrator,
  tenant: Tenant,
  { octets, others }: { octets: Uint8Array; others: Others },
): Promise<ReturnType<typeof planImport>> {
  const [people, kept] = await Promise.all([
    listPeople(db, tenant.id),
    keptFrom(db, administrator, tenant.id),
  ])
  return planImport(octets, { people, domains: claimedDomains(tenant), kept, others })
}

/** Does what was shown under that mark, or nothing: the list may have changed since. */
export async function importPeople(
  db: Db,
  administrator: Administrator,
  tenant: Tenant,
  { octets, others, mark, tells }: { octets: Uint8Array; others: Others; mark: string; tells: boolean },
): Promise<ImportPlan> {
  return db.transaction().execute(async (tx) => {
    await lockPeople(tx, tenant.id)
    const { plan, changes } = await dryRun(tx, administrator, tenant, { octets, others })
    if (plan.mark !== mark) throw new AppError('admin/people-changed')
    if (changes.length === 0) return plan
    const sessions = await putPeople(
      tx,
      tenant.id,
      changes.map(({ after }) => after),
    )
    const { added, enabled, disabled, renamed } = plan
    const details = { added, enabled, disabled, renamed, sessions, others, ...(tells && { welcomed: true }) }
    const deed = { act: 'people/imported', actor: administrator.actor, tenantId: tenant.id, details } as const
    const letIn = changes.filter(
      ({ before, after }) => after.state === 'enabled' && before?.state !== 'enabled',
    )
    if (tells)
      await welcomePeople(
        tx,
        tenant.id,
        letIn.map(({ after }) => after.address),
      )
    await recordPeople(tx, deed, changes)
    return { ...plan, sessions }
  })
}
