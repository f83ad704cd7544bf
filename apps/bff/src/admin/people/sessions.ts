import type { Db } from '../../db/open.ts'
import { endSessions } from '../../db/people.ts'
import type { Actor } from '../../http/actor.ts'
import { record } from '../../register/record.ts'

/** Of a body, of one person, or one session: whoever may still be here signs in again. Gives back how many ended. */
export async function endSessionsOf(
  db: Db,
  actor: Actor,
  tenantId: string,
  whose: { person?: { id: string; address: string }; session?: Buffer },
): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const { person, session } = whose
    const ended = await endSessions(tx, tenantId, {
      ...(person && { accountId: person.id }),
      ...(session && { idHash: session }),
    })
    if (ended > 0)
      await record(tx, {
        act: 'sessions/ended',
        actor,
        tenantId,
        ...(person && { subject: person.address }),
        details: { ended },
      })
    return ended
  })
}
