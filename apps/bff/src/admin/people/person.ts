import type { PersonDetail, PersonRow } from '@staffetta/contract'
import type { Db } from '../../db/open.ts'
import { listPeople, type Person, sessionsOfPerson } from '../../db/people.ts'
import { listGrants } from '../../db/roles.ts'
import { listSharesOf } from '../../db/shares.ts'
import { nameOfAddress } from '../../http/account.ts'
import { AppError } from '../../http/app-error.ts'
import { networkOf } from '../../http/network.ts'

export function rowOf({ signedInAt, quotaUsed, quotaTotal, quotaAt, ...person }: Person): PersonRow {
  const { id, address, group, state, sessions, role } = person
  const name = person.name || nameOfAddress(address)
  return {
    id,
    address,
    name,
    group,
    state,
    signedInAt: signedInAt?.toISOString() ?? null,
    sessions,
    role,
    quota:
      quotaUsed === null || quotaTotal === null || quotaAt === null
        ? null
        : { usedBytes: quotaUsed, totalBytes: quotaTotal, at: quotaAt.toISOString() },
  }
}

/** Throws request/not-found for whoever is of another body. */
export async function knownPerson(db: Db, tenantId: string, personId: string): Promise<Person> {
  const [person] = await listPeople(db, tenantId, { ids: [personId] })
  if (person === undefined) throw new AppError('request/not-found')
  return person
}

export async function personDetail(db: Db, tenantId: string, personId: string): Promise<PersonDetail> {
  const person = await knownPerson(db, tenantId, personId)
  const [sessions, shares, grants] = await Promise.all([
    sessionsOfPerson(db, tenantId, personId),
    listSharesOf(db, { tenantId, accountId: personId }),
    listGrants(db),
  ])
  return {
    ...rowOf(person),
    openSessions: sessions.map((row) => ({
      id: row.id_hash.toString('base64url'),
      createdAt: row.created_at.toISOString(),
      lastSeenAt: row.last_seen_at.toISOString(),
      userAgent: row.user_agent,
      network: networkOf(row.ip),
    })),
    shares,
    roles: grants
      .filter((one) => one.endedAt === null && one.tenantId === tenantId && one.address === person.address)
      .map(({ role, scope }) => ({ role, scope: scope?.name ?? null })),
  }
}
