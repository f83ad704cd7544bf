import { setImmediate as otherTurns } from 'node:timers/promises'
import { conditionOf, DavError, failureOf } from './errors.ts'
import { readHref } from './hrefs.ts'
import { childOf, childrenOf, readXml, textOf, type XmlElement } from './xml-reader.ts'

/** One resource of a 207, with what the server said of it. */
export interface MultistatusEntry {
  href: string
  /** The status of the resource itself; absent when its properties have theirs. */
  status: number | undefined
  condition: string | undefined
  properties: Map<string, XmlElement>
  refused: Map<string, Refusal>
}

export interface Refusal {
  status: number
  condition: string | undefined
}

export interface Multistatus {
  entries: MultistatusEntry[]
  syncToken: string | undefined
}

/** Above this a document is read in slices, so that a listing of 10,000 does not hold the event loop for a third of a second. */
const wholeBytes = 100_000
const sliceBytes = 64_000

/** Reads a 207. What bears another server's href is left out. Throws `not-dav` for any other document. */
export async function readMultistatus(text: string, base: URL): Promise<Multistatus> {
  const result: Multistatus = { entries: [], syncToken: undefined }
  for (const slice of text.length > wholeBytes ? slices(text) : [text]) {
    const root = readXml(slice)
    if (root.name !== 'D:multistatus') throw new DavError('not-dav')
    for (const response of childrenOf(root, 'D:response')) result.entries.push(...readEntries(response, base))
    result.syncToken = textOf(root, 'D:sync-token') ?? result.syncToken
    if (text.length > wholeBytes) await otherTurns()
  }
  return result
}

/** Throws for the first refusal in a 207 that answers a request about one resource: servers put a 412 or 403 inside. */
export function throwInnerRefusal({ entries }: Multistatus): void {
  for (const { status, condition, refused } of entries) {
    if (status !== undefined && status >= 400) throw refusalOf(status, condition)
    for (const inner of refused.values())
      if (inner.status !== 424) throw refusalOf(inner.status, inner.condition)
  }
}

export function refusalOf(status: number, condition: string | undefined): DavError {
  return new DavError(
    failureOf(status, condition),
    condition === undefined ? { status } : { status, condition },
  )
}

function readEntries(response: XmlElement, base: URL): MultistatusEntry[] {
  const properties = new Map<string, XmlElement>()
  const refused = new Map<string, Refusal>()
  for (const propstat of childrenOf(response, 'D:propstat')) {
    const status = readStatus(textOf(propstat, 'D:status')) ?? 200
    const condition = conditionOf(childOf(propstat, 'D:error'))
    for (const property of childOf(propstat, 'D:prop')?.children ?? []) {
      if (status < 300) properties.set(property.name, property)
      else refused.set(property.name, { status, condition })
    }
  }
  const status = readStatus(textOf(response, 'D:status'))
  const condition = conditionOf(childOf(response, 'D:error'))
  return childrenOf(response, 'D:href').flatMap((href) => {
    try {
      return [{ href: readHref(href.text, base), status, condition, properties, refused }]
    } catch {
      return []
    }
  })
}

/** `HTTP/1.1 404 Not Found`, and what some servers make of it. */
function readStatus(line: string | undefined): number | undefined {
  const digits = /(?:^|\s)(\d{3})(?:\s|$)/.exec(line ?? '')?.[1]
  return digits === undefined ? undefined : Number(digits)
}

/** The document as several, each with the root and some of the responses. CDATA and comments cannot fake a boundary. */
function* slices(text: string): Generator<string> {
  const start = /^\ufeff?(?:\s+|<\?[^]*?\?>|<!--[^]*?-->)*/.exec(text)?.[0].length ?? 0
  const rootTag = /<([^\s/>!?]+)(?:\s+[^\s=>]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*>/y
  rootTag.lastIndex = start
  const root = rootTag.exec(text)
  const response = /<((?:[^\s/<>!?:]{1,100}:)?response)[\s>]/g
  response.lastIndex = rootTag.lastIndex
  const element = response.exec(text)?.[1]
  if (!root || !element) return yield text

  const boundary = new RegExp(`<!\\[CDATA\\[|<!--|</${escapePattern(element)}\\s*>`, 'g')
  boundary.lastIndex = rootTag.lastIndex
  let from = rootTag.lastIndex
  for (let match = boundary.exec(text); match; match = boundary.exec(text)) {
    if (match[0].startsWith('<!')) {
      const end = text.indexOf(match[0] === '<!--' ? '-->' : ']]>', boundary.lastIndex)
      if (end < 0) break // broken: the last slice will say so
      boundary.lastIndex = end + 3
      continue
    }
    if (boundary.lastIndex - from < sliceBytes) continue
    yield `${root[0]}${text.slice(from, boundary.lastIndex)}</${root[1]}>`
    from = boundary.lastIndex
  }
  yield root[0] + text.slice(from)
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
