import type { Config } from '../config.ts'
import { seal, unseal } from '../crypto/seal.ts'
import type { Db } from '../db/open.ts'
import { addressOfAccount } from '../db/sessions.ts'
import type { TenantDirectory } from '../db/tenant-directory.ts'
import { accountKey, type Account } from './account.ts'
import type { OpenCredential } from './credential.ts'

export interface SealedDeps {
  db: Db
  config: Config
  tenants: TenantDirectory
  openCredential: OpenCredential
}

interface SealedRow {
  id: string
  tenant_id: string
  account_id: string
  sealed: Buffer | null
}

/** For this row alone, and only until its work is done: nobody holds a cookie when the browser is closed. */
export function sealAccount({ key }: Config, account: Account, id: string): Buffer {
  const context = { tenantId: account.tenantId, accountId: account.accountId, rowId: id }
  return seal(account.credential.sealed, { server: key, holder: Buffer.from(id) }, context)
}

/** Whose the row is, with the credential it carries; undefined where that does not open or the tenant is gone. */
export async function openSealedAccount(
  { db, config, tenants, openCredential }: SealedDeps,
  row: SealedRow,
): Promise<Account | undefined> {
  const tenant = await tenants.byId(row.tenant_id)
  const address = await addressOfAccount(db, row.account_id)
  if (tenant === undefined || address === undefined || row.sealed === null) return undefined
  const context = { tenantId: row.tenant_id, accountId: row.account_id, rowId: row.id }
  const sealed = unseal(row.sealed, { server: config.key, holder: Buffer.from(row.id) }, context)
  const whose = { tenant, accountId: row.account_id, address }
  const credential = sealed === undefined ? undefined : openCredential(whose, sealed)
  if (credential === undefined) return undefined
  return {
    key: accountKey(tenant.id, row.account_id),
    tenantId: tenant.id,
    accountId: row.account_id,
    address,
    credential,
    tenant,
  }
}
