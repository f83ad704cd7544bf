import type { Factors } from '@staffetta/contract'
import type { Db } from '../db/open.ts'
import { deletePasskeys, passkeysOf, renamePasskey, type PasskeyRow } from '../db/passkeys.ts'
import { deleteFactors, factorsOf, lockFactors, replaceFactors, type Owner } from '../db/second-factors.ts'
import type { Account } from '../http/account.ts'
import { AppError } from '../http/app-error.ts'
import { record, type Deed } from '../register/record.ts'
import { type AccessChange, tellOfAccess } from './access-letters.ts'
import type { SecondFactor } from './second-factor.ts'

/** Who does it, and to whom, as the register says it. */
export type About = Required<Pick<Deed, 'actor' | 'tenantId' | 'subject'>>

/** All that somebody can prove with who they are. */
export async function listFactors(db: Db, owner: Owner): Promise<Factors> {
  const [factors, keys] = await Promise.all([factorsOf(db, owner), passkeysOf(db, owner)])
  const code = factors.find(({ kind }) => kind === 'totp')
  return {
    keys: keys.map(({ id, name, host, createdAt, usedAt }) => ({
      id,
      name,
      host,
      createdAt: createdAt.toISOString(),
      usedAt: usedAt?.toISOString() ?? null,
    })),
    code: code
      ? { createdAt: code.createdAt.toISOString(), usedAt: code.usedAt?.toISOString() ?? null }
      : null,
    recoveryLeft: factors.filter(({ kind }) => kind === 'recovery').length,
  }
}

export async function renameKey(
  db: Db,
  owner: Owner,
  id: string,
  { name, about }: { name: string; about: About },
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { name: before } = await ownKey(tx, owner, id)
    if (before === name) return
    await renamePasskey(tx, owner, id, name)
    await record(tx, { act: 'factor/key-renamed', ...about, details: { before, after: name } })
  })
}

/** The last factor stays: without one nobody would be left to add another. */
export async function removeKey(db: Db, owner: Owner, id: string, about: About): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await lockFactors(tx, owner)
    const { name, host } = await ownKey(tx, owner, id)
    const { keys, code } = await listFactors(tx, owner)
    if (keys.length === 1 && code === null) throw new AppError('admin/factor-last')
    await deletePasskeys(tx, owner, id)
    await tell(tx, owner, about, { what: 'key-removed', name })
    await record(tx, { act: 'factor/key-removed', ...about, details: { name, host } })
  })
}

export async function removeCode(db: Db, owner: Owner, about: About): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await lockFactors(tx, owner)
    const { keys, code } = await listFactors(tx, owner)
    if (code === null) throw new AppError('request/not-found')
    if (keys.length === 0) throw new AppError('admin/factor-last')
    await deleteFactors(tx, owner, ['totp'])
    await tell(tx, owner, about, { what: 'code-removed' })
    await record(tx, { act: 'factor/code-removed', ...about })
  })
}

export async function renewRecovery(
  db: Db,
  secondFactor: SecondFactor,
  account: Account,
  about: About,
): Promise<string[]> {
  const { codes, rows } = secondFactor.newRecovery(account)
  await db.transaction().execute(async (tx) => {
    await lockFactors(tx, account)
    await replaceFactors(tx, account, rows)
    await tell(tx, account, about, { what: 'recovery-renewed' })
    await record(tx, { act: 'factor/recovery-renewed', ...about })
  })
  return codes
}

function tell(tx: Db, { tenantId }: Owner, { actor, subject }: About, change: AccessChange): Promise<void> {
  return tellOfAccess(tx, { tenantId, address: subject }, actor, change)
}

async function ownKey(db: Db, owner: Owner, id: string): Promise<PasskeyRow> {
  const key = (await passkeysOf(db, owner)).find((one) => one.id === id)
  if (key === undefined) throw new AppError('request/not-found')
  return key
}
