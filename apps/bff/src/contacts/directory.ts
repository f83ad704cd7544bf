import { serviceCredential } from '../db/service-accounts.ts'
import type { Tenant } from '../db/tenants.ts'
import type { ContactsAccount } from './contacts-account.ts'
import type { ContactsAccounts } from './contacts-accounts.ts'

const NOBODY = '00000000-0000-0000-0000-000000000000'

/**
 * The address book in which everybody of a tenant looks people up, read through the account its administrators gave the
 * product on their DAV server: one memory for all of them. Nothing is written there.
 */
export class Directory {
  readonly #key: Buffer
  readonly #accounts: ContactsAccounts

  constructor({ key, accounts }: { key: Buffer; accounts: ContactsAccounts }) {
    this.#key = key
    this.#accounts = accounts
  }

  /** Null where the tenant has none. */
  of(tenant: Tenant): { via: ContactsAccount; href: string } | null {
    const credential = serviceCredential(tenant, 'dav', this.#key)
    const href = tenant.directory
    if (href === null || credential === null || tenant.endpoints.dav === undefined) return null
    const account = {
      key: `${tenant.id}/directory`,
      tenantId: tenant.id,
      accountId: NOBODY,
      address: credential.user,
      password: '',
      tenant,
    }
    return { via: this.#accounts.of(account, { ...credential, home: href, alone: true }), href }
  }
}
