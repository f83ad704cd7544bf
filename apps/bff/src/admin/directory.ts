import { readHref } from '@staffetta/dav'

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
