import { type Collection, type DavAccount, isWritable, nameOf } from '@staffetta/dav'

/** What the server lets one do with a collection. */
export function rightsOn(
  collection: Collection,
  own: DavAccount,
): { write: boolean; rename: boolean; remove: boolean } {
  const { privileges } = collection
  const has = (...names: string[]) =>
    privileges === undefined || privileges.some((privilege) => names.includes(privilege))
  const mine = !isShared(collection, own)
  return {
    write: isWritable(collection),
    rename: mine && has('D:all', 'D:write', 'D:write-properties'),
    remove: mine && has('D:all', 'D:write', 'D:unbind'),
  }
}

export function isShared({ shared, owner }: Collection, { principal }: DavAccount): boolean {
  if (shared === 'with-me') return true
  return owner !== undefined && principal !== undefined && plain(owner) !== plain(principal)
}

function plain(href: string): string {
  return href.replace(/\/$/, '')
}

export function nameOfCollection({ displayName, href }: Collection): string {
  return unescaped(displayName ?? '').trim() || nameOf(href)
}

/** What a server escaped for XML once too often (DAViCal 1.1.12 keeps `&amp;`): nobody names a collection so. */
export function unescaped(text: string): string {
  const meant: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }
  return text.replaceAll(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => meant[name]!)
}
