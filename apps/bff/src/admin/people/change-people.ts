import type { Body, adminPeople } from '@staffetta/contract'
import type { Db } from '../../db/open.ts'
import { listPeople, lockPeople, type Person, putPeople } from '../../db/people.ts'
import type { Administrator } from '../../http/administrator.ts'
import { AppError } from '../../http/app-error.ts'
import { keptFrom } from './authority.ts'
import { type PersonChange, recordPeople } from './record-people.ts'

type Wanted = Body<typeof adminPeople.changePeople>['changes'][number]

/** All of them, or none. Whoever is not enabled any more is out on every node within seconds; nothing of theirs is deleted. */
export async function changePeople(
  db: Db,
  administrator: Administrator,
  tenantId: string,
  wanted: readonly Wanted[],
): Promise<{ changed: number; sessions: number }> {
  return db.transaction().execute(async (tx) => {
    await lockPeople(tx, tenantId)
    const ids = wanted.map(({ personId }) => personId)
    const people = new Map((await listPeople(tx, tenantId, { ids })).map((one) => [one.id, one]))
    const changes = wanted.flatMap((one) => {
      const before = people.get(one.personId)
      if (before === undefined) throw new AppError('request/not-found')
      return changeOf(before, one)
    })
    if (changes.length === 0) return { changed: 0, sessions: 0 }
    const kept = await keptFrom(tx, administrator, tenantId)
    const refused = changes.find(({ after }) => after.state !== 'enabled' && kept.has(after.address))
    if (refused !== undefined) throw new AppError('admin/person-kept', { address: refused.after.address })
    const sessions = await putPeople(
      tx,
      tenantId,
      changes.map(({ after }) => after),
    )
    const deed = {
      act: 'people/changed',
      actor: administrator.actor,
      tenantId,
      details: { sessions },
    } as const
    await recordPeople(tx, deed, changes)
    return { changed: changes.length, sessions }
  })
}

function changeOf(before: Person, { state, group }: Wanted): PersonChange[] {
  const after = {
    address: before.address,
    name: before.listedName,
    group: group?.trim() ?? before.group,
    // Whoever has left is let in again by somebody's word, and never becomes merely disabled.
    state: before.state === 'left' && state === 'disabled' ? 'left' : (state ?? before.state),
  }
  return after.state === before.state && after.group === before.group ? [] : [{ before, after }]
}
