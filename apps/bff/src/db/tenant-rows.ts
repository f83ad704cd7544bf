import { sql } from 'kysely'
import type { Db } from './open.ts'

/** A table in which something of a body lies, and how its rows are found. */
export interface TenantTable {
  name: string
  /** The column whose value leads to the body, where it leads, and whether every row has one. */
  paths: { column: string; to: string; key: string; always: boolean }[]
}

/** What is a body's and stays: its name and state, the proof, and (by no key at all) the register. */
const staying = new Set(['tenant', 'tenant_deletion'])

/**
 * Every table that leads to a body by its foreign keys, however many steps away, as the database itself has them: one that is made
 * tomorrow is among them. Those nothing leads to come last, so that they can be emptied in this order.
 */
export async function tenantTables(db: Db): Promise<TenantTable[]> {
  const { rows } = await sql<TenantTable['paths'][number] & { name: string }>`
    select child.relname as name, own.attname as column, parent.relname as to, their.attname as key,
      own.attnotnull as always
    from pg_constraint
    join pg_class child on child.oid = conrelid
    join pg_class parent on parent.oid = confrelid
    join pg_attribute own on own.attrelid = conrelid and own.attnum = conkey[1]
    join pg_attribute their on their.attrelid = confrelid and their.attnum = confkey[1]
    where contype = 'f' and child.relnamespace = current_schema()::regnamespace
    order by child.relname, own.attname`.execute(db)
  const found = new Map<string, TenantTable>()
  const reached = new Set(['tenant'])
  for (let grew = true; grew;) {
    grew = false
    for (const { name, column, to, key, always } of rows) {
      if (!reached.has(to) || name === to) continue
      const table = found.get(name) ?? { name, paths: [] }
      if (table.paths.some((path) => path.column === column && path.to === to)) continue
      table.paths.push({ column, to, key, always })
      found.set(name, table)
      reached.add(name)
      grew = true
    }
  }
  const tables = [...found.values()].filter(({ name }) => !staying.has(name))
  return childrenFirst(tables)
}

function childrenFirst(tables: TenantTable[]): TenantTable[] {
  const done = new Set<string>()
  const sorted: TenantTable[] = []
  while (sorted.length < tables.length) {
    const next = tables.filter(
      ({ name }) =>
        !done.has(name) &&
        tables.every((other) => done.has(other.name) || other.name === name || !leadsTo(other, name)),
    )
    if (next.length === 0) throw new Error('Tables of a body lead to each other in a circle.')
    for (const table of next) {
      done.add(table.name)
      sorted.push(table)
    }
  }
  return sorted
}

const leadsTo = (table: TenantTable, name: string) => table.paths.some(({ to }) => to === name)

/** The rows of a body in that table: by any of its ways there. */
function whereOf(table: TenantTable, tables: TenantTable[], tenantId: string): ReturnType<typeof sql> {
  const ways = table.paths.flatMap(({ column, to, key }) => {
    if (to === 'tenant') return [sql`${sql.ref(column)} = ${tenantId}`]
    const parent = tables.find(({ name }) => name === to)
    // One whose every row says itself whose it is need not be asked by its parents too.
    if (parent === undefined || table.paths.some((path) => path.to === 'tenant' && path.always)) return []
    return [
      sql`${sql.ref(column)} in (select ${sql.ref(key)} from ${sql.table(to)} where ${whereOf(parent, tables, tenantId)})`,
    ]
  })
  return sql`(${sql.join(ways, sql` or `)})`
}

/** How many rows of a body each table has. */
export async function countTenantRows(db: Db, tenantId: string): Promise<Record<string, number>> {
  const tables = await tenantTables(db)
  const counts: Record<string, number> = {}
  for (const table of tables.toSorted((one, other) => one.name.localeCompare(other.name))) {
    const { rows } = await sql<{ count: string }>`
      select count(*) from ${sql.table(table.name)} where ${whereOf(table, tables, tenantId)}`.execute(db)
    counts[table.name] = Number(rows[0]!.count)
  }
  return counts
}

export async function deleteTenantRows(tx: Db, tenantId: string): Promise<void> {
  const tables = await tenantTables(tx)
  for (const table of tables)
    await sql`delete from ${sql.table(table.name)} where ${whereOf(table, tables, tenantId)}`.execute(tx)
}

/** What the body's own row says beyond its name. */
export async function blankTenant(tx: Db, tenantId: string, { reason, now }: { reason: string; now: Date }) {
  await tx
    .updateTable('tenant')
    .set({
      state: 'closed',
      state_since: now,
      state_reason: reason,
      closes_at: null,
      activates_at: null,
      enabled_services: [],
      hue: null,
      help: null,
      greeting: null,
      links: '[]',
      patron_day: null,
      patron_name: null,
      password_page: null,
      message_bytes: null,
      recipients: null,
      hourly_messages: null,
      hourly_recipients: null,
      working_hours: null,
      directory_path: null,
      ldap_base: null,
      ldap_filter: null,
      ipa_code: null,
      tax_code: null,
      pec: null,
      sign_in: 'everyone',
    })
    .where('id', '=', tenantId)
    .execute()
}

/** All rows of a table that are a body's, without what opens anything or is only bytes. */
export async function rowsOfTenant(
  db: Db,
  table: string,
  tenantId: string,
): Promise<Record<string, unknown>[]> {
  const column = table === 'tenant' ? 'id' : 'tenant_id'
  const { rows } = await sql<Record<string, unknown>>`
    select * from ${sql.table(table)} where ${sql.ref(column)} = ${tenantId}`.execute(db)
  return rows.map((row) =>
    Object.fromEntries(Object.entries(row).filter(([, value]) => !Buffer.isBuffer(value))),
  )
}
