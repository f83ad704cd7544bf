import type { Preferences } from '@staffetta/contract'
import type { Db } from '../db/open.ts'
import { setCalled } from '../db/people.ts'
import * as table from '../db/preferences.ts'
import { type Account, nameOfAddress } from '../http/account.ts'

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

/** Stored by an older version they may lack a field: defaults fill it. */
export async function readPreferences(db: Db, account: Account): Promise<Preferences> {
  const stored = (await table.findPreferences(db, account.accountId)) as Partial<Preferences> | undefined
  return { ...defaultPreferences(account.address), ...stored }
}

export async function putPreferences(
  db: Db,
  account: Account,
  preferences: Preferences,
): Promise<Preferences> {
  const { tenantId, accountId } = account
  await db.transaction().execute(async (tx) => {
    await table.putPreferences(tx, tenantId, accountId, preferences)
    await setCalled(tx, { tenantId, accountId }, preferences.displayName)
  })
  return preferences
}
