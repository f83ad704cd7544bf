/** The servers of a body that its administrators set, in the order people read them; apart, because screens list them. */
export const serverKinds = ['imap', 'smtp', 'sieve', 'dav'] as const
export type ServerKind = (typeof serverKinds)[number]
