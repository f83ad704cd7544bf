import type { Act, ActorKind, Query, RegisterEntry, adminRegister } from '@staffetta/contract'
import type { Db } from '../db/open.ts'
import { listEntries } from '../db/register.ts'
import { listTenants } from '../db/tenants.ts'
import { bodiesOf, type Administrator } from '../http/administrator.ts'

const PAGE = 50

interface Written {
  seq: number
  at: string
  act: Act
  actor: { kind: ActorKind; name: string; ip: string | null }
  tenantId: string | null
  subject: string | null
  reason: string | null
  details: unknown
}

/** Of the bodies somebody may read of, newest first. */
export async function registerPage(
  db: Db,
  administrator: Administrator,
  { tenant, text, from, to, before }: Query<typeof adminRegister.listEntries>,
): Promise<{ entries: RegisterEntry[]; more: boolean }> {
  const own = bodiesOf(administrator)
  const tenantIds = tenant === undefined ? own : own === undefined || own.includes(tenant) ? [tenant] : []
  const filter = { tenantIds, text, from: dateOf(from), to: dateOf(to), before }
  const [rows, tenants] = await Promise.all([listEntries(db, filter, PAGE + 1), listTenants(db)])
  const names = new Map(tenants.map(({ id, name }) => [id, name]))
  const entries = rows.slice(0, PAGE).map(({ record }): RegisterEntry => {
    const { tenantId, actor, details, ...written } = JSON.parse(record) as Written
    const name = tenantId === null ? undefined : names.get(tenantId)
    return {
      ...written,
      actor: { kind: actor.kind, name: actor.name, ip: actor.ip },
      tenant: tenantId === null || name === undefined ? null : { id: tenantId, name },
      details: JSON.stringify(details),
    }
  })
  return { entries, more: rows.length > PAGE }
}

function dateOf(instant: string | undefined): Date | undefined {
  return instant === undefined ? undefined : new Date(instant)
}
