import { insertLetter } from '../db/enrolments.ts'
import type { Db } from '../db/open.ts'
import { contactsOf } from './contacts.ts'

/** Services are switched on one after the other: one letter tells of all of them. */
const GATHER_SECONDS = 20

/** To the contact of a body whose services begin, once in its life. In the transaction of what is switched on. */
export async function welcome(tx: Db, tenantId: string): Promise<void> {
  for (const { address, language } of await contactsOf(tx, tenantId))
    await insertLetter(tx, tenantId, {
      address,
      says: { kind: 'welcome', language },
      once: 'welcome',
      inSeconds: GATHER_SECONDS,
    })
}
