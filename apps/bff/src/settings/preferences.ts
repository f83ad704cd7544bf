import { governed, type Governed, type Preferences, type RuleValue } from '@staffetta/contract'
import type { Db } from '../db/open.ts'
import { setCalled } from '../db/people.ts'
import * as table from '../db/preferences.ts'
import { type Account, nameOfAddress } from '../http/account.ts'
import { AppError } from '../http/app-error.ts'

/** What somebody who never chose anything gets: a name made of the address. */
function defaultPreferences(address: string): Preferences {
  return {
    displayName: nameOfAddress(address),
    language: null,
    signatureHtml: '',
    remoteImages: { senders: [], domains: [] },
    shortcuts: true,
    notifications: false,
    collectsWritten: true,
  }
}

/** Stored by an older version they may lack a field: defaults fill it. What the body locked counts above what was chosen. */
export async function readPreferences(db: Db, account: Account): Promise<Preferences> {
  return joined(account, await storedOf(db, account))
}

/** Which of what a body can decide the person chose themselves. */
export async function chosenOf(db: Db, account: Account): Promise<Governed[]> {
  const stored = await storedOf(db, account)
  return governed.filter((name) => name in stored)
}

/**
 * Keeps what was chosen, and of what a body can decide only that: whoever never touched it follows when the body changes
 * its mind.
 */
export async function putPreferences(
  db: Db,
  account: Account,
  preferences: Preferences,
): Promise<Preferences> {
  const stored = await storedOf(db, account)
  const before = joined(account, stored)
  const kept: Partial<Preferences> = { ...preferences }
  for (const name of governed) {
    const same = preferences[name] === before[name]
    const locked = account.tenant.rules.some((rule) => rule.name === name && rule.locked)
    if (!same && locked) throw new AppError('settings/locked')
    if (same) delete kept[name]
    if (same && name in stored) Object.assign(kept, { [name]: stored[name] })
  }
  const { tenantId, accountId } = account
  await db.transaction().execute(async (tx) => {
    await table.putPreferences(tx, tenantId, accountId, kept)
    await setCalled(tx, { tenantId, accountId }, preferences.displayName)
  })
  return joined(account, kept)
}

export async function forgetChoice(db: Db, account: Account, name: Governed): Promise<Preferences> {
  await table.removePreference(db, account.accountId, name)
  return readPreferences(db, account)
}

async function storedOf(db: Db, { accountId }: Account): Promise<Partial<Preferences>> {
  return ((await table.findPreferences(db, accountId)) ?? {}) as Partial<Preferences>
}

function joined({ address, tenant }: Account, stored: Partial<Preferences>): Preferences {
  const decided = (wanted: (locked: boolean) => boolean): Partial<Preferences> =>
    Object.fromEntries(
      tenant.rules.filter(({ locked }) => wanted(locked)).map(({ name, value }) => [name, meant(value)]),
    )
  return {
    ...defaultPreferences(address),
    ...decided(() => true),
    ...stored,
    ...decided((locked) => locked),
  }
}

function meant(value: RuleValue): boolean | 'it' | 'en' {
  return value === 'on' || value === 'off' ? value === 'on' : value
}
