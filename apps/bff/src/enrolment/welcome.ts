import { insertLetter, insertLetters } from '../db/enrolments.ts'
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

/** How to enter, to whom a body lets in; whoever was told before is not told again. In the transaction that lets them in. */
export async function welcomePeople(tx: Db, tenantId: string, addresses: string[]): Promise<void> {
  const says = { kind: 'entrance', language: 'it' } as const
  await insertLetters(tx, tenantId, addresses, { says, once: 'entrance', inSeconds: 0 })
}
