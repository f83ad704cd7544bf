import type { Db } from '../../db/open.ts'
import type { Person, PersonValues } from '../../db/people.ts'
import { type Deed, record } from '../../register/record.ts'

/** More would be a record nobody can open. */
const MOST = 200

/** Somebody as they were, and as they are to be; `before` null: listed only now. */
export interface PersonChange {
  before: Person | null
  after: PersonValues
}

/** Everybody is named, in as many entries as it takes. In the transaction of the change. */
export async function recordPeople(tx: Db, deed: Deed, changes: readonly PersonChange[]): Promise<void> {
  const [first, ...more] = changes
  const subject = first !== undefined && more.length === 0 ? { subject: first.after.address } : {}
  for (let at = 0; at < changes.length; at += MOST) {
    const people = changes.slice(at, at + MOST).map(({ before, after }) => ({
      address: after.address,
      before: before && { state: before.state, name: before.listedName, group: before.group },
      after: { state: after.state, name: after.name, group: after.group },
    }))
    await record(tx, { ...deed, ...subject, details: { ...deed.details, people } })
  }
}
