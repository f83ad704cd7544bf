/** The servers of a body that its administrators set, in the order people read them; apart, because screens list them. */
export const serverKinds = ['imap', 'smtp', 'sieve', 'dav', 'ldap'] as const
export type ServerKind = (typeof serverKinds)[number]

/** Accounts of the body that the product itself signs in with: `test` at the mail server, for the checks. */
export const serverAccounts = ['dav', 'smtp', 'ldap', 'test'] as const
export type ServerAccount = (typeof serverAccounts)[number]

/** RFC 2798: whoever is looked up in LDAP, where nothing else is said. */
export const everyPerson = '(objectClass=inetOrgPerson)'
