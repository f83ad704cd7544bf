import { type Collection, collectionHref, getCollection } from './collections.ts'
import { ask, type Dav, readAnswer } from './connection.ts'
import { DavError, type DavFailure, failureOf, isDavError } from './errors.ts'
import { isSame, withSlash } from './hrefs.ts'
import { findProperties } from './properties.ts'
import { element, type Xml, type XmlName } from './xml.ts'

export interface CollectionSettings {
  displayName?: string
  description?: string
  /** `#rrggbb` or `#rrggbbaa`. */
  colour?: string
  order?: number
  transparent?: boolean
  /** A VTIMEZONE, as text. */
  timezone?: string
}

export interface NewCollection extends CollectionSettings {
  kind: Collection['kind']
  /** The last segment of its address; something random is best. */
  name: string
  /** What a calendar may hold; the server's own choice when absent. */
  components?: string[]
}

/** What became of a setting: kept as asked, refused with a reason, or accepted and lost (servers drop colours so). */
export type SettingResult = { kind: 'kept' } | { kind: 'refused'; why: DavFailure } | { kind: 'lost' }

export interface SettingsOutcome {
  settings: Partial<Record<keyof CollectionSettings, SettingResult>>
  /** As the server has it now. */
  collection: Collection
}

/**
 * Makes a calendar or an address book, then gives it its settings. Throws `conflict` when the name is taken; settings the
 * server does not keep are told, not thrown.
 */
export async function createCollection(
  dav: Dav,
  home: string,
  wanted: NewCollection,
  signal?: AbortSignal,
): Promise<SettingsOutcome> {
  const href = collectionHref(home, wanted.name)
  try {
    await makeCollection(dav, href, wanted, signal)
  } catch (error) {
    // 405 is "there is one" in RFC 4918 §9.3.1, and "no such method" elsewhere.
    if (
      isDavError(error, 'unsupported', 'forbidden', 'conflict', 'rejected') &&
      (await exists(dav, href, signal))
    )
      throw new DavError('conflict', { condition: 'D:resource-must-be-null', cause: error })
    throw error
  }
  const { kind: _kind, name: _name, components: _components, ...settings } = wanted
  return updateCollection(dav, href, settings, { kind: wanted.kind, signal })
}

async function makeCollection(
  dav: Dav,
  href: string,
  { kind, displayName, components }: NewCollection,
  signal: AbortSignal | undefined,
): Promise<void> {
  const properties = [
    displayName === undefined ? undefined : element('D:displayname', displayName),
    components && kind === 'calendar'
      ? element(
          'C:supported-calendar-component-set',
          ...components.map((name) => element('C:comp', { name })),
        )
      : undefined,
  ]
  const type = kind === 'calendar' ? 'C:calendar' : 'R:addressbook'
  const mkcol = element(
    'D:mkcol',
    element(
      'D:set',
      element('D:prop', element('D:resourcetype', element('D:collection'), element(type)), ...properties),
    ),
  )
  const make = async (method: string, body: Xml) => {
    const answer = await ask(dav, { method, href, body, signal })
    if (answer.status === 207) throw new DavError('rejected', { status: 207 })
  }
  if (kind === 'addressbook') return make('MKCOL', mkcol)
  try {
    const set = element('D:set', element('D:prop', ...properties))
    await make('MKCALENDAR', element('C:mkcalendar', set))
  } catch (error) {
    if (!isDavError(error, 'unsupported') || (await exists(dav, href, signal))) throw error
    await make('MKCOL', mkcol)
  }
}

async function exists(dav: Dav, href: string, signal: AbortSignal | undefined): Promise<boolean> {
  try {
    const { entries } = await findProperties(dav, href, ['D:resourcetype'], { depth: '0', signal })
    return entries.some((entry) => isSame(entry.href, href) && entry.status !== 404)
  } catch (error) {
    if (isDavError(error, 'not-found', 'forbidden')) return false
    throw error
  }
}

/** Changes settings and reads them back; each has its own result, and one refusal does not take the others along. */
export async function updateCollection(
  dav: Dav,
  href: string,
  wanted: CollectionSettings,
  options: { kind: Collection['kind']; signal?: AbortSignal | undefined },
): Promise<SettingsOutcome> {
  const folder = withSlash(href)
  const changes = changesOf(wanted, options.kind)
  const refused = new Map<XmlName, DavFailure>()
  let rest = changes
  // RFC 4918 §9.2: all or nothing. What fell with another (424) is tried again without it.
  while (rest.length > 0) {
    const failed = await patchProperties(dav, folder, rest, options.signal)
    const own = rest.filter(({ property }) => failed.has(property) && failed.get(property) !== 424)
    for (const { property } of own) refused.set(property, failureOf(failed.get(property) ?? 403))
    if (failed.size === 0 || own.length === 0) {
      for (const property of failed.keys()) refused.set(property, 'rejected')
      break
    }
    rest = rest.filter((change) => !own.includes(change))
  }

  const collection = await getCollection(dav, folder, options.signal)
  const settings: SettingsOutcome['settings'] = {}
  for (const { setting, property } of changes) {
    const why = refused.get(property)
    if (why !== undefined) settings[setting] = { kind: 'refused', why }
    else settings[setting] = { kind: isKept(collection, wanted, setting) ? 'kept' : 'lost' }
  }
  return { settings, collection }
}

interface Change {
  setting: keyof CollectionSettings
  property: XmlName
  value: Xml
}

function changesOf(wanted: CollectionSettings, kind: Collection['kind']): Change[] {
  const calendar = kind === 'calendar'
  const change = (
    setting: keyof CollectionSettings,
    property: XmlName,
    value: string | Xml | undefined,
  ): Change[] => (value === undefined ? [] : [{ setting, property, value: element(property, value) }])
  const transparency =
    wanted.transparent === undefined ? undefined : element(wanted.transparent ? 'C:transparent' : 'C:opaque')
  return [
    ...change('displayName', 'D:displayname', wanted.displayName),
    ...change(
      'description',
      calendar ? 'C:calendar-description' : 'R:addressbook-description',
      wanted.description,
    ),
    ...change('colour', calendar ? 'I:calendar-color' : 'S:addressbook-color', wanted.colour),
    ...(calendar ? change('order', 'I:calendar-order', wanted.order?.toString()) : []),
    ...(calendar ? change('transparent', 'C:schedule-calendar-transp', transparency) : []),
    ...(calendar ? change('timezone', 'C:calendar-timezone', wanted.timezone) : []),
  ]
}

/** The properties that were not set, with their statuses. */
async function patchProperties(
  dav: Dav,
  href: string,
  changes: Change[],
  signal: AbortSignal | undefined,
): Promise<Map<XmlName, number>> {
  const body = element(
    'D:propertyupdate',
    element('D:set', element('D:prop', ...changes.map(({ value }) => value))),
  )
  const answer = await dav.exchange({ method: 'PROPPATCH', href, body, signal })
  const failed = new Map<XmlName, number>()
  if (answer.status === 200 || answer.status === 204) return failed
  if (answer.status !== 207) {
    const { status } = answer
    if (status === 401 || status === 404) throw new DavError(failureOf(status), { status })
    for (const { property } of changes) failed.set(property, changes.length > 1 ? 424 : status)
    // The whole was refused: each alone tells which is to blame.
    return changes.length > 1 ? patchOneByOne(dav, href, changes, signal) : failed
  }
  for (const entry of (await readAnswer(answer, dav.url)).entries) {
    for (const { property } of changes) {
      const status = entry.refused.get(property)?.status ?? entry.status
      if (status !== undefined && status >= 400) failed.set(property, status)
    }
  }
  return failed
}

async function patchOneByOne(
  dav: Dav,
  href: string,
  changes: Change[],
  signal: AbortSignal | undefined,
): Promise<Map<XmlName, number>> {
  const failed = new Map<XmlName, number>()
  for (const change of changes) {
    for (const [property, status] of await patchProperties(dav, href, [change], signal))
      failed.set(property, status === 424 ? 409 : status)
  }
  return failed
}

function isKept(
  collection: Collection,
  wanted: CollectionSettings,
  setting: keyof CollectionSettings,
): boolean {
  if (setting === 'timezone') return collection.timezone !== undefined
  const [asked, found] = [wanted[setting], collection[setting]]
  if (setting === 'colour') return plainColour(asked) === plainColour(found)
  return typeof asked === 'string' ? asked.trim() === (found ?? '') : asked === found
}

/** `#2277CC` and `#2277ccff` are one colour. */
function plainColour(value: unknown): string {
  return String(value)
    .toLowerCase()
    .replace(/^(#[0-9a-f]{6})ff$/, '$1')
}
