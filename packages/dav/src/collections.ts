import { ask, type Dav } from './connection.ts'
import { DavError, isDavError } from './errors.ts'
import { isSame, isUnder, memberHref, withSlash } from './hrefs.ts'
import type { MultistatusEntry } from './multistatus.ts'
import { findProperties, hrefsIn, ownEntry, propertyText } from './properties.ts'
import type { XmlName } from './xml.ts'
import { childOf, childrenOf, type XmlElement } from './xml-reader.ts'

/** A calendar or an address book. What a server does not say is `undefined`, never a guess. */
export interface Collection {
  kind: 'calendar' | 'addressbook'
  href: string
  displayName: string | undefined
  description: string | undefined
  /** As the server keeps it: `#rrggbb`, `#rrggbbaa`, or a word. */
  colour: string | undefined
  order: number | undefined
  /** VEVENT, VTODO, VJOURNAL; `undefined` means the server did not say, so all may be tried. */
  components: string[] | undefined
  /** Whether a busy event in it makes its owner busy (RFC 6638 §9.1). */
  transparent: boolean
  /** DAV and CalDAV privileges of whoever asks, e.g. `D:write-content`; `undefined` where the server has no access control. */
  privileges: string[] | undefined
  owner: string | undefined
  /** The server marks it as shared with, or by, whoever asks. */
  shared: 'with-me' | 'by-me' | undefined
  ctag: string | undefined
  syncToken: string | undefined
  /** The reports the server names, e.g. `D:sync-collection`; `undefined` when it does not. */
  reports: string[] | undefined
  maxResourceSizeBytes: number | undefined
  /** The largest file that can be attached where the server manages attachments (RFC 8607 §6.2). */
  maxAttachmentBytes: number | undefined
  /** The media types it stores, e.g. `text/vcard;version=4.0`. */
  dataTypes: string[]
  /** A VTIMEZONE, as text. */
  timezone: string | undefined
}

const collectionProperties = [
  'D:resourcetype',
  'D:displayname',
  'D:current-user-privilege-set',
  'D:owner',
  'D:sync-token',
  'D:supported-report-set',
  'S:getctag',
  'S:invite',
  'D:share-access',
  'I:calendar-color',
  'I:calendar-order',
  'C:calendar-description',
  'C:calendar-timezone',
  'C:supported-calendar-component-set',
  'C:supported-calendar-data',
  'C:schedule-calendar-transp',
  'C:max-resource-size',
  'C:max-attachment-size',
  'R:addressbook-description',
  'R:supported-address-data',
  'R:max-resource-size',
  'S:addressbook-color',
] as const satisfies readonly XmlName[]

/**
 * The calendars and address books directly in a home; inbox, outbox, subscriptions and whatever lies elsewhere are left out.
 * Without `versions` no ctag and no sync token is asked for: Radicale 3.1.8 reads every object for them, which takes
 * seconds with 10,000.
 */
export async function listCollections(
  dav: Dav,
  home: string,
  signal?: AbortSignal,
  { versions = true }: { versions?: boolean } = {},
): Promise<Collection[]> {
  const wanted = collectionProperties.filter(
    (name) => versions || (name !== 'S:getctag' && name !== 'D:sync-token'),
  )
  const { entries } = await findProperties(dav, withSlash(home), wanted, { depth: '1', signal })
  return entries.flatMap((entry) => {
    const inside = isUnder(entry.href, home) || isSame(entry.href, home)
    const collection = inside ? readCollection(dav, entry) : undefined
    return collection ? [collection] : []
  })
}

/** One calendar or address book as it stands. Throws `not-found`, and `not-dav` for a resource that is neither. */
export async function getCollection(dav: Dav, href: string, signal?: AbortSignal): Promise<Collection> {
  const { entries } = await findProperties(dav, href, collectionProperties, { depth: '0', signal })
  const entry = ownEntry(entries, href)
  if (!entry) throw new DavError('not-found', { status: 404 })
  const collection = readCollection(dav, entry)
  if (!collection) throw new DavError('not-dav')
  return collection
}

/** Removes the collection with all that is in it. `absent` when somebody did so before. */
export async function deleteCollection(
  dav: Dav,
  href: string,
  signal?: AbortSignal,
): Promise<'deleted' | 'absent'> {
  try {
    const answer = await ask(dav, { method: 'DELETE', href: withSlash(href), signal })
    if (answer.status !== 207) return 'deleted'
    // RFC 4918 §9.6.1: a 207 lists what could not be deleted.
    throw new DavError('forbidden', { status: 207 })
  } catch (error) {
    if (isDavError(error, 'not-found')) return 'absent'
    throw error
  }
}

/** The address a new collection of this name gets in a home. Throws `outside` for a name that is none. */
export function collectionHref(home: string, name: string): string {
  return withSlash(memberHref(home, name))
}

/** May whoever asks change objects in it? True where the server does not say: it will refuse if not. */
export function isWritable({ privileges }: Collection): boolean {
  const writing = ['D:all', 'D:write', 'D:write-content', 'D:bind']
  return privileges === undefined || privileges.some((privilege) => writing.includes(privilege))
}

function readCollection(dav: Dav, entry: MultistatusEntry): Collection | undefined {
  const { properties } = entry
  const types = properties.get('D:resourcetype')?.children.map((child) => child.name) ?? []
  const kind = types.includes('C:calendar')
    ? 'calendar'
    : types.includes('R:addressbook')
      ? 'addressbook'
      : undefined
  if (!kind) return undefined
  const order = Number(propertyText(entry, 'I:calendar-order') ?? NaN)
  const size = Number(
    propertyText(entry, 'C:max-resource-size') ?? propertyText(entry, 'R:max-resource-size') ?? NaN,
  )
  const attachment = Number(propertyText(entry, 'C:max-attachment-size') ?? NaN)
  return {
    kind,
    href: withSlash(entry.href),
    displayName: propertyText(entry, 'D:displayname'),
    description:
      propertyText(entry, 'C:calendar-description') ?? propertyText(entry, 'R:addressbook-description'),
    colour: propertyText(entry, 'I:calendar-color') ?? propertyText(entry, 'S:addressbook-color'),
    order: Number.isFinite(order) ? order : undefined,
    components: componentsOf(properties.get('C:supported-calendar-component-set')),
    transparent: childOf(properties.get('C:schedule-calendar-transp'), 'C:transparent') !== undefined,
    privileges: privilegesIn(properties.get('D:current-user-privilege-set')),
    owner: hrefsIn(properties.get('D:owner'), dav)[0],
    shared: sharedOf(types, properties.get('D:share-access')),
    ctag: propertyText(entry, 'S:getctag'),
    syncToken: propertyText(entry, 'D:sync-token'),
    reports: reportsOf(properties.get('D:supported-report-set')),
    maxResourceSizeBytes: size > 0 ? size : undefined,
    maxAttachmentBytes: attachment > 0 ? attachment : undefined,
    dataTypes: dataTypesOf(
      properties.get('C:supported-calendar-data') ?? properties.get('R:supported-address-data'),
    ),
    timezone: propertyText(entry, 'C:calendar-timezone'),
  }
}

function componentsOf(property: XmlElement | undefined): string[] | undefined {
  if (!property) return undefined
  return childrenOf(property, 'C:comp').flatMap(({ attributes }) => {
    const name = attributes['name']
    return name === undefined ? [] : [name.toUpperCase()]
  })
}

function privilegesIn(property: XmlElement | undefined): string[] | undefined {
  if (!property) return undefined
  return childrenOf(property, 'D:privilege').flatMap(({ children }) => children.map((child) => child.name))
}

function reportsOf(property: XmlElement | undefined): string[] | undefined {
  if (!property) return undefined
  return childrenOf(property, 'D:supported-report').flatMap((supported) =>
    // Xandikos 0.2.8 leaves the report element between out.
    (childOf(supported, 'D:report') ?? supported).children.map((child) => child.name),
  )
}

function sharedOf(types: string[], access: XmlElement | undefined): Collection['shared'] {
  const words = [...types, ...(access?.children.map((child) => child.name) ?? [])]
  if (words.some((word) => /^S:shared$|^D:(read|read-write)$/.test(word))) return 'with-me'
  return words.some((word) => /^S:shared-owner$|^D:shared-owner$/.test(word)) ? 'by-me' : undefined
}

function dataTypesOf(property: XmlElement | undefined): string[] {
  const types =
    property?.children.filter(({ name }) => /:(calendar-data|address-data-type)$/.test(name)) ?? []
  return types.flatMap(({ attributes }) => {
    const type = attributes['content-type']
    const version = attributes['version']
    return type === undefined ? [] : [version === undefined ? type : `${type};version=${version}`]
  })
}
