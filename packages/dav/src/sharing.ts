import { ask, askMultistatus, type Dav } from './connection.ts'
import type { DavAccount, DavCapabilities } from './discover.ts'
import { concernsAll, DavError, isDavError } from './errors.ts'
import { isSame, withSlash } from './hrefs.ts'
import { findProperties, hrefsIn, ownEntry, propertyText } from './properties.ts'
import { element, type Xml, type XmlName } from './xml.ts'
import { childOf, childrenOf, textOf, type XmlElement } from './xml-reader.ts'

export type Access = 'read' | 'read-write'

/** Somebody a collection is shared with. */
export interface Sharee {
  /** As the server names the person: `mailto:…`, or the path of a principal. */
  who: string
  name: string | undefined
  /** `undefined` for rights that are neither (free/busy only, say). */
  access: Access | undefined
  /** Where people are invited and have to accept. */
  answer: 'pending' | 'accepted' | 'declined' | 'invalid' | undefined
}

/** `invitations`: by address, the server tells the person. `acl`: by principal, nobody is told. */
export type Sharing = { kind: 'unsupported' } | { kind: 'invitations' | 'acl'; sharees: Sharee[] }

/** Who has what in a collection. `unsupported` where the server offers neither sharing nor access control. */
export async function readSharing(
  dav: Dav,
  collection: string,
  capabilities: DavCapabilities,
  signal?: AbortSignal,
): Promise<Sharing> {
  const way = wayOf(capabilities)
  if (way === 'unsupported') return { kind: 'unsupported' }
  const href = withSlash(collection)
  if (way === 'acl') return readAcl(dav, href, signal)
  const property = way === 'resource' ? 'D:invite' : 'S:invite'
  const { entries } = await findProperties(dav, href, [property], { depth: '0', signal })
  const invite = ownEntry(entries, href)?.properties.get(property)
  return { kind: 'invitations', sharees: (invite?.children ?? []).flatMap(readInvited) }
}

export interface ShareChange {
  /** An address (`mailto:…`) for invitations, a principal's path for access control: what `readSharing` names `who`. */
  who: string
  access: Access | 'none'
  /** What the invited person reads, where the server passes it on. */
  summary?: string
}

/** Gives, changes or takes away. Throws `unsupported` where the server has no way to. */
export async function changeSharing(
  dav: Dav,
  collection: string,
  capabilities: DavCapabilities,
  change: ShareChange,
  signal?: AbortSignal,
): Promise<void> {
  const href = withSlash(collection)
  const way = wayOf(capabilities)
  if (way === 'unsupported') throw new DavError('unsupported')
  if (way === 'acl') return changeAcl(dav, href, change, signal)
  const body = way === 'resource' ? shareResource(change) : shareCalendarServer(change)
  const contentType = way === 'resource' ? 'application/davsharing+xml' : 'application/xml; charset=utf-8'
  await ask(dav, { method: 'POST', href, body, contentType, signal })
}

/** Principals whose address or name contains the text; an empty list also where the server keeps them to itself. */
export async function findPrincipals(
  dav: Dav,
  account: Pick<DavAccount, 'principalCollections'>,
  contains: string,
  signal?: AbortSignal,
): Promise<{ href: string; name: string | undefined }[]> {
  const properties = ['D:displayname', 'C:calendar-user-address-set'] as const
  const body = element(
    'D:principal-property-search',
    { test: 'anyof' },
    ...properties.map((name) =>
      element('D:property-search', element('D:prop', element(name)), element('D:match', contains)),
    ),
    element('D:prop', element('D:displayname')),
  )
  const found = new Map<string, string | undefined>()
  for (const href of account.principalCollections) {
    try {
      const { entries } = await askMultistatus(dav, { method: 'REPORT', href, depth: '0', body, signal })
      for (const entry of entries) found.set(entry.href, propertyText(entry, 'D:displayname'))
    } catch (error) {
      if (!isDavError(error) || concernsAll(error)) throw error
    }
  }
  return [...found].map(([href, name]) => ({ href, name }))
}

type Way = 'resource' | 'calendarserver' | 'acl' | 'unsupported'

function wayOf({ classes, acl, methods }: DavCapabilities): Way {
  if (classes.includes('resource-sharing')) return 'resource'
  if (classes.includes('calendarserver-sharing')) return 'calendarserver'
  return acl && (methods.length === 0 || methods.includes('ACL')) ? 'acl' : 'unsupported'
}

function readInvited(sharee: XmlElement): Sharee[] {
  const who = textOf(sharee, 'D:href')
  if (who === undefined || !['D:sharee', 'S:user'].includes(sharee.name)) return []
  const access = childOf(sharee, 'D:share-access') ?? childOf(sharee, 'S:access')
  const words = [...(access?.children ?? []), ...sharee.children].map(({ name }) =>
    name.replace(/^.*[:}]/, ''),
  )
  return [
    {
      who,
      name: textOf(sharee, 'S:common-name') ?? textOf(childOf(sharee, 'D:prop'), 'D:displayname'),
      access: words.includes('read-write') ? 'read-write' : words.includes('read') ? 'read' : undefined,
      answer: answers.find(([word]) => words.includes(word))?.[1],
    },
  ]
}

const answers: [string, Sharee['answer']][] = [
  ['invite-accepted', 'accepted'],
  ['invite-declined', 'declined'],
  ['invite-noresponse', 'pending'],
  ['invite-invalid', 'invalid'],
]

/** draft-pot-webdav-resource-sharing §4.3. */
function shareResource({ who, access, summary }: ShareChange): Xml {
  return element(
    'D:share-resource',
    element(
      'D:sharee',
      element('D:href', who),
      summary === undefined ? undefined : element('D:comment', summary),
      element('D:share-access', element(access === 'none' ? 'D:no-access' : `D:${access}`)),
    ),
  )
}

/** calendarserver-sharing.txt §5.2. */
function shareCalendarServer({ who, access, summary }: ShareChange): Xml {
  if (access === 'none') return element('S:share', element('S:remove', element('D:href', who)))
  return element(
    'S:share',
    element(
      'S:set',
      element('D:href', who),
      summary === undefined ? undefined : element('S:summary', summary),
      element(`S:${access}`),
    ),
  )
}

/** RFC 3744 §8.1: the ACL method replaces all that is not protected or inherited, so the rest is sent along as it was. */
async function changeAcl(
  dav: Dav,
  href: string,
  { who, access }: ShareChange,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { entries } = await findProperties(dav, href, ['D:acl'], { depth: '0', signal })
  const acl = ownEntry(entries, href)?.properties.get('D:acl')
  if (!acl) throw new DavError('unsupported')
  const others = childrenOf(acl, 'D:ace')
    .filter(isOurs)
    .filter((ace) => !hrefsIn(childOf(ace, 'D:principal'), dav).some((each) => isSame(each, who)))
  const given = (privileges: XmlName[]) =>
    element(
      'D:ace',
      element('D:principal', element('D:href', who)),
      element('D:grant', ...privileges.map((name) => element('D:privilege', element(name)))),
    )
  const put = (...aces: Xml[]) =>
    ask(dav, { method: 'ACL', href, body: element('D:acl', ...others.map(written), ...aces), signal })
  if (access === 'none') {
    await put()
    // DAViCal 1.1.12 only adds and changes; an empty grant is its way to take away.
    const { sharees } = await readAcl(dav, href, signal)
    if (sharees.some((sharee) => isSame(sharee.who, who))) await put(given([]))
    return
  }
  const privileges: XmlName[] = access === 'read-write' ? ['D:read', 'D:write'] : ['D:read']
  try {
    // Without it DAViCal does not tell people what they may do.
    await put(given([...privileges, 'D:read-current-user-privilege-set']))
  } catch (error) {
    const unknown = ['D:not-supported-privilege', 'D:no-abstract']
    if (!isDavError(error) || !unknown.includes(error.condition ?? '')) throw error
    await put(given(privileges))
  }
}

async function readAcl(dav: Dav, href: string, signal: AbortSignal | undefined) {
  const { entries } = await findProperties(dav, href, ['D:acl', 'D:owner'], { depth: '0', signal })
  const entry = ownEntry(entries, href)
  const owner = hrefsIn(entry?.properties.get('D:owner'), dav)
  const aces = childrenOf(entry?.properties.get('D:acl'), 'D:ace').filter(isOurs)
  const sharees = aces.flatMap((ace): Sharee[] =>
    hrefsIn(childOf(ace, 'D:principal'), dav)
      .filter((who) => privilegesOf(ace).length > 0 && !owner.some((each) => isSame(each, who)))
      .map((who) => ({ who, name: undefined, access: accessOf(ace), answer: undefined })),
  )
  return { kind: 'acl', sharees } as const
}

function isOurs(ace: XmlElement): boolean {
  return !ace.children.some(({ name }) => name === 'D:protected' || name === 'D:inherited')
}

function privilegesOf(ace: XmlElement): string[] {
  return childrenOf(childOf(ace, 'D:grant'), 'D:privilege').flatMap(({ children }) =>
    children.map(({ name }) => name),
  )
}

function accessOf(ace: XmlElement): Access | undefined {
  const granted = privilegesOf(ace)
  if (granted.some((name) => ['D:write', 'D:write-content', 'D:all'].includes(name))) return 'read-write'
  return granted.includes('D:read') ? 'read' : undefined
}

/** An element as it was read. Throws `unsupported` for one in a namespace that could not be written again: it must not get lost. */
function written({ name, children, text }: XmlElement): Xml {
  if (!isWritable(name)) throw new DavError('unsupported')
  return children.length > 0 ? element(name, ...children.map(written)) : element(name, text.trim())
}

function isWritable(name: string): name is XmlName {
  return /^[DCRSI]:/.test(name)
}
