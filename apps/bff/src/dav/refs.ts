import { isUnder, parentOf, readHref } from '@staffetta/dav'

/** The path of the collection, so that every node derives the same. */
export function idOfHref(href: string): string {
  return Buffer.from(href).toString('base64url')
}

/** The path an id stands for. That it is one of the person's collections is found out where it is used. */
export function hrefOfId(id: string): string {
  return Buffer.from(id, 'base64url').toString('utf8')
}

export function refOfHref(href: string): string {
  const folder = parentOf(href)
  return `${idOfHref(folder)}.${Buffer.from(href.slice(folder.length)).toString('base64url')}`
}

/** The collection and the object a ref names; undefined for a path that leads out of its collection. */
export function readRef(ref: string, base: URL): { folder: string; href: string } | undefined {
  const [id, name] = ref.split('.') as [string, string]
  const folder = hrefOfId(id)
  const href = folder + Buffer.from(name, 'base64url').toString('utf8')
  const plain = isUnder(href, folder) && !href.slice(folder.length).includes('/') && isPlain(href, base)
  return plain ? { folder, href } : undefined
}

/** One spelling, no dot segments, no other host. */
function isPlain(href: string, base: URL): boolean {
  try {
    return readHref(href, base) === href
  } catch {
    return false
  }
}
