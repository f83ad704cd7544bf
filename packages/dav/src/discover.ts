import { type Dav, ask, type DavAnswer } from './connection.ts'
import { concernsAll, DavError, isDavError } from './errors.ts'
import { parentOf, withSlash } from './hrefs.ts'
import type { MultistatusEntry } from './multistatus.ts'
import { findProperties, hrefsIn, ownEntry, propertyText } from './properties.ts'
import type { XmlName } from './xml.ts'
import { childrenOf } from './xml-reader.ts'

export type DavService = 'calendars' | 'addressbooks'

/** What the server says it can do, by the DAV header (RFC 4918 §10.1) of the home. */
export interface DavCapabilities {
  classes: string[]
  calendars: boolean
  addressbooks: boolean
  /** The server sends invitations and replies itself when an event is stored (RFC 6638). */
  autoSchedule: boolean
  /** Free/busy may be asked at the outbox. */
  scheduling: boolean
  /** When a person can be had is kept at their scheduling inbox (RFC 7953). */
  availability: boolean
  extendedMkcol: boolean
  acl: boolean
  sharing: boolean
  managedAttachments: boolean
  /** Methods by the Allow header; empty when the server did not say. */
  methods: string[]
}

export interface DavAccount {
  principal: string | undefined
  displayName: string | undefined
  calendarHomes: string[]
  addressbookHomes: string[]
  /** `mailto:` and other addresses the server knows the person by, the preferred one first. */
  addresses: string[]
  inbox: string | undefined
  outbox: string | undefined
  /** Where the server leaves word of what others share. */
  notifications: string | undefined
  principalCollections: string[]
  capabilities: DavCapabilities
}

export interface DiscoverOptions {
  /** What is looked for; the other is taken along where it is found. */
  service?: DavService
  signal?: AbortSignal
}

const accountProperties = [
  'D:current-user-principal',
  'D:principal-URL',
  'D:principal-collection-set',
  'D:resourcetype',
  'D:displayname',
  'C:calendar-home-set',
  'C:calendar-user-address-set',
  'C:schedule-inbox-URL',
  'C:schedule-outbox-URL',
  'S:notification-URL',
  'R:addressbook-home-set',
] as const satisfies readonly XmlName[]

/**
 * Finds the account behind an address: a host, a principal, a home or a collection (RFC 6764). A step that fails leads
 * to the next; when all have, the error is the one that says most.
 */
export async function discover(dav: Dav, options: DiscoverOptions = {}): Promise<DavAccount> {
  const failures: DavError[] = []
  for (const start of startsOf(dav, options.service ?? 'calendars')) {
    try {
      const found = await tryFrom(dav, start, options)
      if (found) return found
    } catch (error) {
      if (!isDavError(error)) throw error
      // Another path of the same host changes nothing about these; a password may be refused at one alone.
      if (concernsAll(error) && error.kind !== 'auth-refused') throw error
      failures.push(error)
    }
  }
  const telling = failures.toSorted((a, b) => rank(a) - rank(b))[0]
  throw telling && rank(telling) < telltale.length ? telling : new DavError('not-dav')
}

const telltale = ['auth-refused', 'forbidden', 'redirect-refused', 'outside', 'server-error']

function rank(error: DavError): number {
  const at = telltale.indexOf(error.kind)
  return at < 0 ? telltale.length : at
}

function startsOf(dav: Dav, service: DavService): string[] {
  const wellKnown =
    service === 'calendars'
      ? ['/.well-known/caldav', '/.well-known/carddav']
      : ['/.well-known/carddav', '/.well-known/caldav']
  const given = dav.url.pathname
  return given === '/' ? [...wellKnown, '/'] : [given, ...wellKnown, '/']
}

async function tryFrom(
  dav: Dav,
  start: string,
  { signal }: DiscoverOptions,
): Promise<DavAccount | undefined> {
  const asked = await findProperties(dav, start, accountProperties, { depth: '0', signal })
  const here = asked.answer.href
  const entry = ownEntry(asked.entries, here)
  if (!entry) return undefined
  // RFC 3744 calls a principal by principal-URL; RFC 5397's property stands on any resource.
  const [principal] = [
    ...hrefsIn(entry.properties.get('D:current-user-principal'), dav),
    ...hrefsIn(entry.properties.get('D:principal-URL'), dav),
  ]
  const principalEntry =
    principal === undefined ? undefined : await findPrincipalEntry(dav, principal, entry, signal)
  const account = accountOf(dav, principalEntry ?? entry, principal)
  if (!hasHome(account)) await takeAsHome(dav, account, entry, { here, signal })
  if (!hasHome(account)) return undefined
  account.capabilities = await readCapabilities(dav, account, signal)
  return account
}

async function findPrincipalEntry(
  dav: Dav,
  principal: string,
  fallback: MultistatusEntry,
  signal: AbortSignal | undefined,
): Promise<MultistatusEntry> {
  if (fallback.properties.has('C:calendar-home-set') && fallback.properties.has('R:addressbook-home-set'))
    return fallback
  const { entries } = await findProperties(dav, principal, accountProperties, { depth: '0', signal })
  return ownEntry(entries, principal) ?? fallback
}

function accountOf(dav: Dav, entry: MultistatusEntry, principal: string | undefined): DavAccount {
  const hrefs = (name: XmlName) => hrefsIn(entry.properties.get(name), dav)
  return {
    principal,
    displayName: propertyText(entry, 'D:displayname'),
    calendarHomes: hrefs('C:calendar-home-set').map(withSlash),
    addressbookHomes: hrefs('R:addressbook-home-set').map(withSlash),
    addresses: addressesOf(entry),
    inbox: hrefs('C:schedule-inbox-URL')[0],
    outbox: hrefs('C:schedule-outbox-URL')[0],
    notifications: hrefs('S:notification-URL')[0],
    principalCollections: hrefs('D:principal-collection-set').map(withSlash),
    capabilities: capabilitiesOf([]),
  }
}

function addressesOf(entry: MultistatusEntry): string[] {
  const preferred = (attributes: Record<string, string>) => (attributes['preferred'] === '1' ? 0 : 1)
  return childrenOf(entry.properties.get('C:calendar-user-address-set'), 'D:href')
    .toSorted((a, b) => preferred(a.attributes) - preferred(b.attributes))
    .map(({ text }) => text.trim())
    .filter((text) => text !== '')
}

function hasHome({ calendarHomes, addressbookHomes }: DavAccount): boolean {
  return calendarHomes.length + addressbookHomes.length > 0
}

/** The address was a collection's, or the home's, and no principal leads there. */
async function takeAsHome(
  dav: Dav,
  account: DavAccount,
  entry: MultistatusEntry,
  { here, signal }: { here: string; signal: AbortSignal | undefined },
): Promise<void> {
  const own = kindsOf(entry)
  if (own.calendar) account.calendarHomes = [withSlash(parentOf(here))]
  if (own.addressbook) account.addressbookHomes = [withSlash(parentOf(here))]
  if (own.calendar || own.addressbook || !own.collection) return
  const { entries } = await findProperties(dav, withSlash(here), ['D:resourcetype'], { depth: '1', signal })
  if (entries.some((child) => kindsOf(child).calendar)) account.calendarHomes = [withSlash(here)]
  if (entries.some((child) => kindsOf(child).addressbook)) account.addressbookHomes = [withSlash(here)]
}

function kindsOf({ properties }: MultistatusEntry) {
  const names = properties.get('D:resourcetype')?.children.map((child) => child.name) ?? []
  return {
    collection: names.includes('D:collection'),
    calendar: names.includes('C:calendar'),
    addressbook: names.includes('R:addressbook'),
  }
}

async function readCapabilities(
  dav: Dav,
  account: DavAccount,
  signal: AbortSignal | undefined,
): Promise<DavCapabilities> {
  const homes = [...new Set([...account.calendarHomes.slice(0, 1), ...account.addressbookHomes.slice(0, 1)])]
  const answers: DavAnswer[] = []
  for (const href of homes) {
    try {
      answers.push(await ask(dav, { method: 'OPTIONS', href, signal }))
    } catch (error) {
      if (!isDavError(error)) throw error // a proxy that keeps OPTIONS to itself costs the extras, not the account
    }
  }
  return capabilitiesOf(answers)
}

function capabilitiesOf(answers: DavAnswer[]): DavCapabilities {
  const words = (name: string) => [
    ...new Set(
      answers
        .flatMap((answer) => (answer.header(name) ?? '').split(',').map((word) => word.trim()))
        .filter(Boolean),
    ),
  ]
  const classes = words('dav')
  const has = (...names: string[]) => names.some((name) => classes.includes(name))
  return {
    classes,
    calendars: has('calendar-access'),
    addressbooks: has('addressbook'),
    autoSchedule: has('calendar-auto-schedule'),
    scheduling: has('calendar-auto-schedule', 'calendar-schedule'),
    availability: has('calendar-availability'),
    extendedMkcol: has('extended-mkcol'),
    acl: has('access-control'),
    sharing: has('calendarserver-sharing', 'resource-sharing'),
    managedAttachments: has('calendar-managed-attachments'),
    methods: words('allow').map((method) => method.toUpperCase()),
  }
}
