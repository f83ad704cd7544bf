import type { Db } from '../../db/open.ts'
import { lockPeople, putPeople } from '../../db/people.ts'
import { listGrants } from '../../db/roles.ts'
import { deleteFactors } from '../../db/second-factors.ts'
import { deleteGrantsOf } from '../../db/token-grants.ts'
import type { Administrator } from '../../http/administrator.ts'
import { AppError } from '../../http/app-error.ts'
import { record } from '../../register/record.ts'
import { endRoleIn } from '../roles.ts'
import { keptFrom } from './authority.ts'
import { knownPerson } from './person.ts'

/**
 * Somebody is no longer of their body: out everywhere, with no role and no second factor. Nobody gets into anything of theirs by it:
 * the mailbox is where it was, under whoever runs the mail server.
 */
export async function leave(
  db: Db,
  administrator: Administrator,
  tenantId: string,
  { personId, reason }: { personId: string; reason: string },
): Promise<void> {
  const { actor } = administrator
  await db.transaction().execute(async (tx) => {
    await lockPeople(tx, tenantId)
    const { address, group, listedName, state } = await knownPerson(tx, tenantId, personId)
    if (state === 'left') return
    if ((await keptFrom(tx, administrator, tenantId)).has(address))
      throw new AppError('admin/person-kept', { address })
    const sessions = await putPeople(tx, tenantId, [{ address, group, name: listedName, state: 'left' }])
    await deleteGrantsOf(tx, { tenantId, accountId: personId })
    await deleteFactors(tx, { tenantId, accountId: personId })
    const grants = (await listGrants(tx)).filter(
      (one) => one.endedAt === null && one.tenantId === tenantId && one.address === address,
    )
    for (const grant of grants) await endRoleIn(tx, actor, grant)
    await record(tx, {
      act: 'person/left',
      actor,
      tenantId,
      subject: address,
      ...(reason !== '' && { reason }),
      details: { sessions, roles: grants.map(({ role }) => role) },
    })
  })
}
