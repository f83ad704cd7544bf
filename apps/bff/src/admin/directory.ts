import type { DirectoryPlace, TenantDirectory } from '@staffetta/contract'
import { readHref } from '@staffetta/dav'
import type { Db } from '../db/open.ts'
import { setDirectory, setLdapDirectory, type Tenant } from '../db/tenants.ts'
import type { Actor } from '../http/actor.ts'
import { recorded } from '../register/record.ts'

export function tenantDirectory(tenant: Tenant): TenantDirectory {
  const { endpoints, serviceAccounts } = tenant
  return {
    place: placeOf(tenant),
    missing: {
      book: [
        ...(endpoints.dav === undefined ? (['server'] as const) : []),
        ...(serviceAccounts.dav === undefined ? (['account'] as const) : []),
      ],
      ldap: endpoints.ldap === undefined ? ['server'] : [],
    },
  }
}

/** The one that is in force: LDAP where both are set, as a file may have it. */
function placeOf({ directory, ldap }: Tenant): DirectoryPlace {
  return { book: ldap === null ? directory : null, ldap }
}

/** Why a directory cannot be there. */
export function directoryFlaw(
  tenant: Tenant,
  { book, ldap }: DirectoryPlace,
): 'both' | 'path' | 'filter' | 'unready' | null {
  if (book !== null && ldap !== null) return 'both'
  if (book !== null && directoryPath(book) === null) return 'path'
  if (ldap !== null && !isLdapFilter(ldap.filter)) return 'filter'
  const { missing } = tenantDirectory(tenant)
  const lacking = book !== null ? missing.book : ldap !== null ? missing.ldap : []
  return lacking.length > 0 ? 'unready' : null
}

/** From now on everybody of the body looks people up there, or nowhere. Nothing that is kept there changes. */
export async function putDirectory(
  db: Db,
  actor: Actor,
  tenant: Tenant,
  { book, ldap }: DirectoryPlace,
): Promise<void> {
  const after: DirectoryPlace = {
    book: book && directoryPath(book),
    ldap: ldap && { ...ldap, base: ldap.base.trim() },
  }
  const details = { before: placeOf(tenant), after }
  await recorded(db, { act: 'tenant/directory-set', actor, tenantId: tenant.id, details }, async (tx) => {
    await setDirectory(tx, tenant.id, after.book)
    await setLdapDirectory(tx, tenant.id, after.ldap)
  })
}

/** Of a collection, in the spelling the DAV client uses; null where it is none. */
export function directoryPath(path: string): string | null {
  try {
    const href = readHref(path, new URL('https://dav.invalid/'))
    if (path.startsWith('/') && !path.startsWith('//') && href !== '/')
      return href.endsWith('/') ? href : `${href}/`
  } catch {
    // It is no path.
  }
  return null
}

/** As in RFC 4515. */
export function isLdapFilter(filter: string): boolean {
  return /^\(.+\)$/s.test(filter)
}
