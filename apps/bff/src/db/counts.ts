import { sql } from 'kysely'
import type { Db } from './open.ts'

/** How much of what there is, and in which state; nobody's in particular. */
export async function countStates(db: Db): Promise<{ kind: string; state: string; count: number }[]> {
  const { rows } = await sql<{ kind: string; state: string; count: number }>`
    select 'submission' as kind, state, count(*)::int as count from submission
      where state not in ('filed', 'cancelled') group by state
    union all select 'body', state, count(*)::int from tenant group by state
    union all select 'import', state, count(*)::int from file_import group by state
    union all select 'notice', state, count(*)::int from notice group by state
    union all select 'session', 'open', count(*)::int from session`.execute(db)
  return rows
}
