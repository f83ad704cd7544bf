import type { Attachment, MessageDetail } from '@staffetta/contract'
import { decodeText } from './charset.ts'
import { isDangerous, safeFileName, typeOfName } from './file-name.ts'
import { htmlWords } from './preview.ts'
import type { Body, Part, Structure } from './structure.ts'
import { decodeTextTransfer } from './transfer.ts'
import { splitUuencoded, type UuFile } from './uuencode.ts'

/** The bytes of a part as they are stored; cut where the whole would be too much, undefined where there are none. */
export type BytesOf = (part: Part) => { bytes: Buffer; cut: boolean } | undefined

export interface WrittenFile {
  part: Part
  content: Buffer
}

export interface ReadBodies {
  unsafeHtml: MessageDetail['unsafeHtml']
  text: MessageDetail['text']
  /** Files that were written into a text. */
  files: WrittenFile[]
  guessed: boolean
}

interface ReadPart {
  part: Part
  content: string
  cut: boolean
  empty: boolean
}

/**
 * The words of a message, in both forms. Bodies that follow one another are shown one behind the other; where one of them
 * is HTML, the plain ones stand between in HTML. An HTML form without words or pictures gives way to the plain one.
 */
export function readBodies({ bodies }: Structure, bytesOf: BytesOf): ReadBodies {
  const files: WrittenFile[] = []
  let guessed = false
  const read = (part: Part): ReadPart | undefined => {
    const stored = bytesOf(part)
    if (stored === undefined) return undefined
    const bytes = decodeTextTransfer(stored.bytes, part.encoding)
    const decoded = decodeText(bytes, part.charset, { html: isHtml(part), cut: stored.cut })
    guessed ||= decoded.guessed
    const { text, files: written } = isHtml(part)
      ? { text: decoded.text, files: [] }
      : splitUuencoded(plainOf(part, decoded.text))
    for (const [i, file] of written.entries()) files.push(writtenFile(part, i + 1, file))
    const content = text.replaceAll('\0', '')
    return {
      part,
      content,
      cut: stored.cut,
      empty: isHtml(part) ? isBlankHtml(content) : content.trim() === '',
    }
  }
  const forms = bodies.map(({ plain, rich }: Body) => {
    const richRead = rich.flatMap((part) => read(part) ?? [])
    const plainRead = plain.flatMap((part) => read(part) ?? [])
    const wordless = richRead.every((one) => one.empty) && plainRead.some((one) => !one.empty)
    return { plain: plainRead, rich: wordless ? [] : richRead }
  })
  return { unsafeHtml: htmlOf(forms), text: textOf(forms), files, guessed }
}

/** Nothing in it to read. */
export function isBlank({ unsafeHtml, text, files }: ReadBodies): boolean {
  const words = unsafeHtml === null ? (text?.content ?? '').trim() === '' : isBlankHtml(unsafeHtml.content)
  return words && files.length === 0
}

type Forms = { plain: ReadPart[]; rich: ReadPart[] }[]

function htmlOf(forms: Forms): MessageDetail['unsafeHtml'] {
  const shown = withWords(forms.flatMap(({ plain, rich }) => (rich.length > 0 ? rich : plain)))
  const first = shown.find(({ part }) => isHtml(part))
  if (first === undefined) return null
  return {
    partId: first.part.partId,
    content:
      shown.length === 1
        ? shown[0]!.content
        : shown.map((one) => (isHtml(one.part) ? closed(one.content) : asHtml(one.content))).join('\n'),
    truncated: shown.some((one) => one.cut),
  }
}

/** Null where a piece has no plain form: the browser makes it from the HTML. */
function textOf(forms: Forms): MessageDetail['text'] {
  if (
    forms.length === 0 ||
    forms.some(({ plain, rich }) => plain.length === 0 && rich.some((one) => !one.empty))
  )
    return null
  const shown = withWords(forms.flatMap(({ plain }) => plain))
  const [first] = shown
  if (first === undefined) return null
  return {
    partId: first.part.partId,
    content: shown.length === 1 ? first.content : shown.map((one) => one.content.trimEnd()).join('\n\n'),
    truncated: shown.some((one) => one.cut),
    flowed: shown.every((one) => one.part.flowed),
  }
}

/** Those with words; where there are none, the first. */
function withWords(read: ReadPart[]): ReadPart[] {
  const full = read.filter((one) => !one.empty)
  return full.length > 0 ? full : read.slice(0, 1)
}

function isHtml(part: Part): boolean {
  return part.type === 'text/html' || part.type === 'application/xhtml+xml'
}

/** What a piece left open must not swallow the next: ends that close nothing mean nothing to a parser. */
function closed(html: string): string {
  const comment = html.lastIndexOf('<!--') > html.lastIndexOf('-->') ? '-->' : ''
  return `${html}${comment}</style></script></title></textarea></noscript></template></select></table>`
}

function asHtml(text: string): string {
  const escaped = text.trimEnd().replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return `<div style="white-space:pre-wrap">${escaped}</div>`
}

/** No words and no pictures: a program wrote a form it had nothing for. */
function isBlankHtml(html: string): boolean {
  return (
    !/<(img|svg|video|picture|input|button)\b|background/i.test(html) &&
    /^[\s\u00a0\u200b-\u200f\ufeff]*$/.test(htmlWords(html))
  )
}

function plainOf(part: Part, text: string): string {
  if (/^text\/(enriched|richtext)$/.test(part.type)) return enrichedWords(text)
  return part.flowed ? unflow(text, part.delSp) : text
}

/** RFC 1896 and RFC 1341: the words without their commands; "<<" is a "<". */
function enrichedWords(text: string): string {
  return text
    .replaceAll(/<(nl|np|paragraph)>/gi, '\n')
    .replaceAll(/<param>[^<]{0,1000}<\/param>/gi, '')
    .replaceAll(/<<|<\/?[a-z][^<>]{0,60}>/gi, (found) => (found === '<<' ? '<' : ''))
}

/** RFC 3676: a line that ends in a space goes on in the next, unless the next is quoted deeper or it is the signature's "-- ". */
function unflow(text: string, delSp: boolean): string {
  const out: string[] = []
  let open = ''
  let depth = -1
  for (const line of text.split(/\r?\n/)) {
    const quotes = /^>*/.exec(line)![0].length
    const rest = line.slice(quotes).replace(/^ /, '')
    const flows = rest.endsWith(' ') && rest !== '-- '
    const words = flows && delSp ? rest.slice(0, -1) : rest
    const prefix = quotes > 0 ? `${'>'.repeat(quotes)} ` : ''
    if (depth === quotes) open += words
    else {
      if (depth >= 0) out.push(open)
      open = prefix + words
    }
    if (flows) depth = quotes
    else {
      out.push(open)
      open = ''
      depth = -1
    }
  }
  if (depth >= 0) out.push(open)
  return out.join('\n')
}

function writtenFile(part: Part, number: number, { name, content }: UuFile): WrittenFile {
  const partId = `${part.partId}_${number}`
  return { part: filePart({ partId, name, type: typeOfName(name), bytes: content.length }), content }
}

/** A file that has no header of its own: it was inside something. */
export function filePart(file: {
  partId: string
  name: string | undefined
  type: string
  bytes: number
  contentId?: string | null
}): Part {
  const fileName = safeFileName(file.name, file.type)
  return {
    partId: file.partId,
    type: file.type,
    charset: undefined,
    encoding: undefined,
    encodedBytes: file.bytes,
    disposition: 'attachment',
    fileName,
    named: file.name !== undefined,
    contentId: file.contentId ?? null,
    flowed: false,
    delSp: false,
    calendarMethod: undefined,
    dangerous: isDangerous(fileName, file.type),
  }
}

export function previewKind(part: Part): Attachment['preview'] {
  if (part.dangerous) return 'none'
  if (/^image\/(png|jpeg|gif|webp|bmp|avif)$/.test(part.type)) return 'image'
  if (part.type === 'application/pdf' || /\.pdf$/i.test(part.fileName)) return 'pdf'
  return /^text\/(plain|csv|calendar|vcard|markdown)$/.test(part.type) ? 'text' : 'none'
}
