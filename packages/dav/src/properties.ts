import { askMultistatus, type Dav, type DavAnswer } from './connection.ts'
import { DavError } from './errors.ts'
import { isSame, readHref } from './hrefs.ts'
import { type MultistatusEntry, refusalOf } from './multistatus.ts'
import { element, type XmlName } from './xml.ts'
import { childrenOf, type XmlElement } from './xml-reader.ts'

export interface Asked {
  depth: '0' | '1'
  signal?: AbortSignal | undefined
}

/**
 * PROPFIND. The entries as the server gave them, its own order, the resource itself among them. Throws what a 207 says
 * of that one, and `redirect-refused` for a listing that has moved: its members would not be where they are looked for.
 */
export async function findProperties(
  dav: Dav,
  href: string,
  names: readonly XmlName[],
  { depth, signal }: Asked,
): Promise<{ entries: MultistatusEntry[]; answer: DavAnswer }> {
  const { entries, answer } = await askMultistatus(dav, {
    method: 'PROPFIND',
    href,
    depth,
    body: element('D:propfind', element('D:prop', ...names.map((name) => element(name)))),
    signal,
  })
  if (depth === '1' && !isSame(answer.href, href)) throw new DavError('redirect-refused')
  throwOwnRefusal(entries, answer.href)
  return { entries, answer }
}

/** A listing whose collection was refused inside the 207 must not pass for an empty one. */
export function throwOwnRefusal(entries: MultistatusEntry[], href: string): void {
  const own = entries.find((entry) => isSame(entry.href, href))
  if (own?.status !== undefined && own.status >= 400) throw refusalOf(own.status, own.condition)
}

/** The entry of the resource that was asked for. Some servers answer with another spelling of it, so one alone is taken as it. */
export function ownEntry(entries: MultistatusEntry[], href: string): MultistatusEntry | undefined {
  return entries.find((entry) => isSame(entry.href, href)) ?? (entries.length === 1 ? entries[0] : undefined)
}

/** The hrefs inside a property, those of other servers left out. */
export function hrefsIn(property: XmlElement | undefined, dav: Dav): string[] {
  return childrenOf(property, 'D:href').flatMap(({ text }) => {
    try {
      return text.trim() === '' ? [] : [readHref(text, dav.url)]
    } catch {
      return []
    }
  })
}

/** The text of a property, `undefined` for an absent or empty one. */
export function propertyText({ properties }: MultistatusEntry, name: XmlName): string | undefined {
  return properties.get(name)?.text.trim() || undefined
}
