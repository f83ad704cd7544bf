/** A member is named by its UID, with or without the scheme (RFC 6350 §6.6.5). */
export const plainUid = (uid: string): string => uid.replace(/^urn:uuid:/i, '').toLowerCase()
