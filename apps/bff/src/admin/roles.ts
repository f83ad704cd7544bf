import type { Role } from '@staffetta/contract'
import { tellOfAccess } from '../auth/access-letters.ts'
import { invite } from '../auth/second-factor.ts'
import type { Db } from '../db/open.ts'
import { deletePasskeys } from '../db/passkeys.ts'
import { endGrant, insertGrant, type ListedGrant } from '../db/roles.ts'
import { deleteFactors } from '../db/second-factors.ts'
import { accountIdOf } from '../db/sessions.ts'
import type { Actor } from '../http/actor.ts'
import { record } from '../register/record.ts'

interface Granted {
  /** The body the person is of. */
  tenantId: string
  address: string
  name: string
  role: Role
  /** The body the role is for; null: every one. */
  scopeId: string | null
  appointment: string
}

/** Gives a role, and a code that lets the person set up their second factor. */
export async function grantRole(
  db: Db,
  actor: Actor,
  granted: Granted,
): Promise<{ id: string; code: string }> {
  const { tenantId, scopeId, address, name, role, appointment } = granted
  return db.transaction().execute(async (tx) => {
    const id = await insertGrant(tx, { ...granted, grantedBy: actor.name })
    await tellOfAccess(tx, granted, actor, { what: 'role-granted', role, scopeId })
    await record(tx, {
      act: 'role/granted',
      actor,
      tenantId: scopeId ?? tenantId,
      subject: address,
      details: { role, name, appointment, everyBody: scopeId === null },
    })
    return { id, code: await invite(tx, { tenantId, address }, actor, scopeId) }
  })
}

/** False where it has ended before. */
export async function endRole(db: Db, actor: Actor, grant: ListedGrant): Promise<boolean> {
  return db.transaction().execute((tx) => endRoleIn(tx, actor, grant))
}

/** In the transaction of what ends it. */
export async function endRoleIn(tx: Db, actor: Actor, grant: ListedGrant): Promise<boolean> {
  if (!(await endGrant(tx, grant.id, { by: actor.name }))) return false
  const { role, scope } = grant
  await tellOfAccess(tx, grant, actor, { what: 'role-ended', role, scopeId: scope?.id ?? null })
  await record(tx, {
    act: 'role/ended',
    actor,
    tenantId: grant.scope?.id ?? grant.tenantId,
    subject: grant.address,
    details: { role: grant.role },
  })
  return true
}

/** For somebody who has lost theirs: every second factor goes, and a new code lets them set up another. */
export async function inviteAnew(db: Db, actor: Actor, grant: ListedGrant): Promise<string> {
  const { tenantId, address } = grant
  const scopeId = grant.scope?.id ?? null
  return db.transaction().execute(async (tx) => {
    const accountId = await accountIdOf(tx, tenantId, address)
    if (accountId !== undefined) {
      await deleteFactors(tx, { tenantId, accountId })
      await deletePasskeys(tx, { tenantId, accountId })
      await tellOfAccess(tx, { tenantId, address }, actor, { what: 'factors-removed' })
      await record(tx, { act: 'factor/removed', actor, tenantId: scopeId ?? tenantId, subject: address })
    }
    return invite(tx, { tenantId, address }, actor, scopeId)
  })
}
