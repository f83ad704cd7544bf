import { createHash } from 'node:crypto'
import { type Component, isComponent, type Line, linesOf } from '../text/component.ts'
import { lineFrom, paramOf, propertyOf, quoted, rawValueOf, textIn, withParams } from '../text/property.ts'
import { readTree } from '../text/read-tree.ts'

export interface Attachment {
  /** Names its line: another line is another attachment. */
  id: string
  /** Where it is; missing when it lies in the file itself. */
  url?: string
  name?: string
  type?: string
  sizeBytes?: number
  /** RFC 8607: the server keeps the file, and knows it by this name. */
  managedId?: string
}

/** One to be added: by its address, or with its bytes. */
export type NewAttachment = Pick<Attachment, 'name' | 'type'> &
  ({ url: string; sizeBytes?: number; managedId?: string } | { base64: string })

/** What lies beyond is neither told nor touched. */
export const mostAttachments = 100

export function attachmentsOf(component: Component): Attachment[] {
  return linesOf(component, 'ATTACH')
    .slice(0, mostAttachments)
    .flatMap((line) => attachmentIn(line) ?? [])
}

export function attachmentIn(line: Line): Attachment | undefined {
  const value = rawValueOf(line)
  // ical.js need not read the bytes: the words are all before the colon.
  const property = propertyOf(value.length > 4000 ? lineFrom(line.text.slice(0, -value.length)) : line)
  if (property === undefined) return undefined
  const name =
    paramOf(property, 'filename') ?? paramOf(property, 'x-filename') ?? paramOf(property, 'x-label')
  const type = paramOf(property, 'fmttype')
  const managedId = paramOf(property, 'managed-id')
  const inside = property.type === 'binary' || paramOf(property, 'encoding')?.toUpperCase() === 'BASE64'
  const said = Number(paramOf(property, 'size') ?? NaN)
  const size = inside ? bytesIn(value) : said
  const url = textIn(property)?.trim()
  return {
    id: createHash('sha256').update(line.text).digest('base64url').slice(0, 22),
    ...(inside || url === undefined ? {} : { url: url.slice(0, 2000) }),
    ...(name === undefined ? {} : { name: name.slice(0, 255) }),
    ...(type === undefined ? {} : { type: type.slice(0, 200) }),
    ...(Number.isInteger(size) && size >= 0 ? { sizeBytes: size } : {}),
    ...(managedId === undefined || inside ? {} : { managedId }),
  }
}

function bytesIn(base64: string): number {
  const text = base64.trimEnd()
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  return Math.floor((text.length * 3) / 4) - padding
}

export function attachmentLine(attachment: NewAttachment): Line {
  const size = 'url' in attachment ? attachment.sizeBytes : undefined
  const params = {
    FMTTYPE: attachment.type,
    FILENAME: attachment.name,
    SIZE: size === undefined ? undefined : String(size),
    'MANAGED-ID': 'url' in attachment ? attachment.managedId : undefined,
    ...('base64' in attachment && { ENCODING: 'BASE64', VALUE: 'BINARY' }),
  }
  const head = Object.entries(params).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [`;${name}=${quoted(value)}`],
  )
  return lineFrom(`ATTACH${head.join('')}:${'url' in attachment ? attachment.url : attachment.base64}`)
}

/** One attachment of a text by its id, and the bytes of one that lies in it. */
export function readAttachment(
  text: string,
  id: string,
): { attachment: Attachment; bytes?: Buffer } | undefined {
  const tree = readTree(text)
  const lines = tree.kind === 'read' ? tree.calendars.flatMap(attachLines) : []
  for (const line of lines) {
    const attachment = attachmentIn(line)
    if (attachment?.id !== id) continue
    return attachment.url === undefined
      ? { attachment, bytes: Buffer.from(rawValueOf(line), 'base64') }
      : { attachment }
  }
  return undefined
}

function attachLines(component: Component): Line[] {
  return component.items.flatMap((item) =>
    isComponent(item) ? attachLines(item) : item.name === 'ATTACH' ? [item] : [],
  )
}

/** The text with the bytes of its attachments left out, for whoever only wants to know when it is. */
export function withoutBytes(text: string): string {
  return text.replace(/^ATTACH[;:][^\r\n]*(?:\r?\n[ \t][^\r\n]*)+/gim, (line) =>
    line.length > 4000 ? 'ATTACH;ENCODING=BASE64;VALUE=BINARY:' : line,
  )
}

const managedLine = /^ATTACH;[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n/gim

/** The text without the managed attachments its server has no longer, which it would refuse: `there` has those that are. */
export function withoutLost(text: string, there: string): string {
  const kept = new Set(Array.from(there.matchAll(managedLine), ([line]) => managedIdIn(line)))
  return text.replace(managedLine, (line) => {
    const id = managedIdIn(line)
    return id === undefined || kept.has(id) ? line : ''
  })
}

function managedIdIn(folded: string): string | undefined {
  return /;MANAGED-ID="?([^";:]*)/i.exec(folded.replace(/\r?\n[ \t]/g, ''))?.[1]
}

/** For a calendar on another server, which knows no such file (RFC 8607 §3.9): Cyrus 3.6 refuses the whole event for it. */
export function asPlainLinks(component: Component): Component {
  return {
    name: component.name,
    items: component.items.map((item) => {
      if (isComponent(item)) return asPlainLinks(item)
      const managed = item.name === 'ATTACH' && /;MANAGED-ID=/i.test(item.text.slice(0, 4000))
      return managed ? withParams(item, { 'MANAGED-ID': undefined }) : item
    }),
  }
}
