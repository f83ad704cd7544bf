import { decodeText } from './charset.ts'

/** What Outlook packed into a winmail.dat. */
export interface Tnef {
  text: string
  html: Buffer | undefined
  htmlCharset: string | undefined
  files: {
    name: string | undefined
    type: string | undefined
    contentId: string | undefined
    content: Buffer
  }[]
  /** It ended in the middle, or held what nobody understands. */
  broken: boolean
}

const SIGNATURE = 0x223e9f78
const MOST_FILES = 200
const MOST_PROPERTIES = 2_000

/** MS-OXTNEF §2.1.3: the attributes that matter to a reader. */
const attribute = {
  messageBody: 0x800c,
  attachmentStart: 0x9002,
  attachmentTitle: 0x8010,
  attachmentData: 0x800f,
  attachmentProperties: 0x9005,
  messageProperties: 0x9003,
  codePage: 0x9007,
}
/** MS-OXPROPS. */
const property = {
  body: 0x1000,
  htmlBody: 0x1013,
  internetCodePage: 0x3fde,
  attachData: 0x3701,
  attachFileName: 0x3704,
  attachLongFileName: 0x3707,
  attachType: 0x370e,
  attachContentId: 0x3712,
  displayName: 0x3001,
}

/** Reads a TNEF stream; undefined where there is none. Of a broken one as much as can be read. Never throws, linear in time. */
export function readTnef(bytes: Buffer): Tnef | undefined {
  if (bytes.length < 6 || bytes.readUInt32LE(0) !== SIGNATURE) return undefined
  const found: Tnef = { text: '', html: undefined, htmlCharset: undefined, files: [], broken: false }
  let codePage: string | undefined
  let at = 6
  while (at + 9 <= bytes.length) {
    const id = bytes.readUInt32LE(at + 1) & 0xffff
    const length = bytes.readUInt32LE(at + 5)
    const end = at + 9 + length
    if (end > bytes.length) {
      found.broken = true
      break
    }
    const content = bytes.subarray(at + 9, end)
    at = end + 2
    const file = found.files.at(-1)
    if (id === attribute.codePage && content.length >= 4) codePage = charsetOf(content.readUInt32LE(0))
    else if (id === attribute.messageBody) found.text = plain(content, codePage)
    else if (id === attribute.messageProperties) applyMessage(found, readProperties(content), codePage)
    else if (id === attribute.attachmentStart) {
      if (found.files.length >= MOST_FILES) {
        found.broken = true
        break
      }
      found.files.push({ name: undefined, type: undefined, contentId: undefined, content: Buffer.alloc(0) })
    } else if (file !== undefined && id === attribute.attachmentTitle) file.name ??= plain(content, codePage)
    else if (file !== undefined && id === attribute.attachmentData) file.content = content
    else if (file !== undefined && id === attribute.attachmentProperties)
      applyFile(file, readProperties(content), codePage)
  }
  return found
}

interface Property {
  id: number
  unicode: boolean
  value: Buffer
}

function applyMessage(found: Tnef, properties: Property[], codePage: string | undefined): void {
  for (const one of properties) {
    if (one.id === property.body && found.text === '') found.text = textOf(one, codePage)
    else if (one.id === property.internetCodePage && one.value.length >= 4)
      found.htmlCharset = charsetOf(one.value.readUInt32LE(0))
    else if (one.id === property.htmlBody) {
      found.html = one.unicode ? Buffer.from(textOf(one, codePage)) : one.value
      if (one.unicode) found.htmlCharset = 'utf-8'
    }
  }
}

function applyFile(file: Tnef['files'][number], properties: Property[], codePage: string | undefined): void {
  for (const one of properties) {
    if (one.id === property.attachLongFileName) file.name = textOf(one, codePage)
    else if (one.id === property.attachFileName || one.id === property.displayName)
      file.name ??= textOf(one, codePage)
    else if (one.id === property.attachType) file.type = textOf(one, codePage).toLowerCase()
    else if (one.id === property.attachContentId) file.contentId = textOf(one, codePage)
    // An object: 16 bytes say of which interface it is, a message in it is TNEF again.
    else if (one.id === property.attachData && file.content.length === 0)
      file.content =
        one.value.length > 20 && one.value.readUInt32LE(16) === SIGNATURE ? one.value.subarray(16) : one.value
  }
}

/** MS-OXTNEF §2.1.3.4: a count, then tag and value of each. Stops where something does not fit. */
function readProperties(bytes: Buffer): Property[] {
  const found: Property[] = []
  if (bytes.length < 4) return found
  const count = Math.min(bytes.readUInt32LE(0), MOST_PROPERTIES)
  let at = 4
  for (let i = 0; i < count; i++) {
    if (at + 4 > bytes.length) break
    const type = bytes.readUInt16LE(at)
    const id = bytes.readUInt16LE(at + 2)
    at += 4
    if (id >= 0x8000) at = afterName(bytes, at)
    const base = type & 0x0fff
    const fixed = fixedLength[base]
    if (fixed !== undefined && (type & 0x1000) === 0) {
      if (at + fixed > bytes.length) break
      found.push({ id, unicode: false, value: bytes.subarray(at, at + fixed) })
      at += fixed
      continue
    }
    if (at + 4 > bytes.length) break
    const values = bytes.readUInt32LE(at)
    at += 4
    for (let v = 0; v < values; v++) {
      const length = fixed ?? (at + 4 <= bytes.length ? bytes.readUInt32LE(at) : Infinity)
      if (fixed === undefined) at += 4
      if (at + length > bytes.length) return found
      if (v === 0) found.push({ id, unicode: base === 0x1f, value: bytes.subarray(at, at + length) })
      at += padded(length)
    }
  }
  return found
}

const fixedLength: Record<number, number> = {
  0x02: 4,
  0x03: 4,
  0x04: 4,
  0x05: 8,
  0x06: 8,
  0x07: 8,
  0x0a: 4,
  0x0b: 4,
  0x14: 8,
  0x40: 8,
  0x48: 16,
}

/** A named property says its name first: a GUID and a number, or a GUID and a string. */
function afterName(bytes: Buffer, at: number): number {
  if (at + 24 > bytes.length) return bytes.length
  const kind = bytes.readUInt32LE(at + 16)
  return kind === 0 ? at + 24 : Math.min(bytes.length, at + 24 + padded(bytes.readUInt32LE(at + 20)))
}

function padded(length: number): number {
  return Math.ceil(length / 4) * 4
}

function textOf({ unicode, value }: Property, codePage: string | undefined): string {
  return unicode ? value.toString('utf16le').replace(/\0[^]*$/, '') : plain(value, codePage)
}

function plain(bytes: Buffer, codePage: string | undefined): string {
  return decodeText(bytes, codePage).text.replace(/\0[^]*$/, '')
}

function charsetOf(codePage: number): string | undefined {
  if (codePage === 65001) return 'utf-8'
  if (codePage === 20127) return 'us-ascii'
  if (codePage >= 28591 && codePage <= 28605) return `iso-8859-${codePage - 28590}`
  return codePage > 0 && codePage < 2000 ? `cp${codePage}` : undefined
}
