import { serviceCredential } from '../db/service-accounts.ts'
import type { Tenant } from '../db/tenants.ts'
import type { Standing } from '../dav/held-account.ts'
import { passwordCredential } from '../http/credential.ts'
import type { ContactsAccount } from './contacts-account.ts'
import type { ContactsAccounts } from './contacts-accounts.ts'

const NOBODY = '00000000-0000-0000-0000-000000000000'

/**
 * The address book in which everybody of a tenant looks people up, read through the account its administrators gave the
 * product on their DAV or LDAP server: one memory for all of them. Nothing is written there.
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
    const standing = this.#standingOf(tenant)
    if (standing === null) return null
    const account = {
      key: `${tenant.id}/directory`,
      tenantId: tenant.id,
      accountId: NOBODY,
      address: standing.user,
      credential: passwordCredential('', ''),
      tenant,
    }
    return { via: this.#accounts.of(account, standing), href: standing.home }
  }

  #standingOf(tenant: Tenant): Standing | null {
    const { directory, ldap, endpoints } = tenant
    if (endpoints.dav === undefined) return null
    if (ldap !== null && endpoints.ldap !== undefined) {
      const { user, password } = serviceCredential(tenant, 'ldap', this.#key) ?? { user: '', password: '' }
      const place = { endpoint: endpoints.ldap, ...ldap }
      // No DAV server has such a path.
      return { user, password, home: `/.ldap/${tenant.id}/`, alone: true, ldap: place }
    }
    const credential = serviceCredential(tenant, 'dav', this.#key)
    if (directory === null || credential === null) return null
    return { ...credential, home: directory, alone: true }
  }
}
