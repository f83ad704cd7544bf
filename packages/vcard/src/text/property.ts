import ICAL from 'ical.js'
import { legacyLine } from './legacy.ts'
import { type Line, paramsIn, rewritten } from './line.ts'
import type { Version } from './read-cards.ts'

/** What one line says. A value is a list where the RFC has parts (N, ADR, ORG), and again where a part is a list. */
export interface Property {
  readonly name: string
  /** Lower-case names; TYPE is always a list, lower case too. */
  readonly params: Readonly<Record<string, string | string[]>>
  readonly types: readonly string[]
  /** Lower case: text, uri, binary, date … */
  readonly type: string
  readonly values: readonly (string | readonly (string | readonly string[])[])[]
}

const known = new WeakMap<Line, Property | null>()

// ical.js looks for the colon again at each parameter: a long head costs the square of its length.
const mostHead = 4_000
const mostValue = 3_000_000

/** Reads a line, or undefined when it makes no sense: then it stays in the card as it is. */
export function propertyOf(line: Line, version: Version): Property | undefined {
  let property = known.get(line)
  if (property === undefined) {
    property = parse(line, version)
    known.set(line, property)
  }
  return property ?? undefined
}

function parse(line: Line, version: Version): Property | null {
  if (line.name === '' || line.head.length > mostHead || line.value.length > mostValue) return null
  const { head, value } = modernLine(line, version)
  // ical.js takes it for an offset, in 3.0, and writes that in its own way.
  const told = line.name === 'TZ' ? withParams(head, { VALUE: 'text' }) : head
  const design = version === '4.0' ? ICAL.design.vcard : ICAL.design.vcard3
  try {
    const jcard: unknown = ICAL.parse.property(`${line.name}${told}:${value}`, design)
    if (!Array.isArray(jcard) || jcard.length < 4) return null
    const [name, said, type, ...values] = jcard as [string, Record<string, unknown>, string, ...unknown[]]
    const params = flattened(said)
    return {
      name: name.toUpperCase(),
      params,
      types: listOf(params['type'])
        .flatMap((one) => one.split(','))
        .map((one) => one.trim().toLowerCase()),
      // Its dates are broken where they are written freely: they are read from the line as it stands.
      type,
      values: values.map(texts),
    }
  } catch {
    return null
  }
}

/** Numbers and booleans as texts: VALUE=BOOLEAN may stand on anything. */
function texts(value: unknown): Property['values'][number] {
  if (!Array.isArray(value)) return String(value)
  return value.map((part: unknown) => (Array.isArray(part) ? part.flat(Infinity).map(String) : String(part)))
}

/** A parameter said again with several values is for ical.js a list within a list, some of its quotes left; none belongs to a value. */
function flattened(params: Record<string, unknown>): Property['params'] {
  for (const [name, value] of Object.entries(params))
    if (Array.isArray(value))
      params[name] = value.flat(Infinity).map((one) => String(one).replaceAll('"', ''))
  return params as Property['params']
}

/** Parameters and value as 3.0 has them, whatever the version. */
export function modernLine(line: Line, version: Version): { head: string; value: string } {
  const { head, value } = legacyLine(line)
  return { head, value: forParser(line.name, value, version) }
}

const structured = new Set(['N', 'ADR', 'ORG', 'GENDER', 'CLIENTPIDMAP'])

/** ical.js leaves `\\;` in text as it is, and knows no 2.1, where a comma is a comma but in lists. */
function forParser(name: string, value: string, version: Version): string {
  const parts = structured.has(name)
  const commas = version === '2.1' && name !== 'CATEGORIES' && name !== 'NICKNAME'
  return value.replace(/\\[^]|,/g, (one) => {
    if (one === ',') return commas ? '\\,' : one
    // vcard4 escapes colons.
    if (one === '\\:') return ':'
    return one === '\\;' && !parts ? ';' : one
  })
}

export function listOf(param: string | readonly string[] | undefined): readonly string[] {
  return param === undefined ? [] : typeof param === 'string' ? [param] : param
}

/** A parameter with one value. */
export function paramOf({ params }: Property, name: string): string | undefined {
  return Object.hasOwn(params, name) ? listOf(params[name])[0] : undefined
}

/** The value as text: of a list its parts with a comma between. */
export function textOf(property: Property | undefined): string {
  if (property === undefined) return ''
  const text = property.values.map(flat).join(', ')
  // Of what it has no type for, ical.js leaves the escapes where they are; and Apple escapes in URLs.
  const isEscaped = property.type === 'unknown' || property.type === 'uri'
  return (isEscaped ? text.replace(/\\n/gi, '\n').replace(/\\([,;:\\])/g, '$1') : text).trim()
}

/** The parts of N, ADR or ORG, each as text. */
export function partsOf(property: Property | undefined): string[] {
  const value = property?.values[0]
  if (value === undefined) return []
  return typeof value === 'string' ? [value.trim()] : value.map((part) => flat(part).trim())
}

function flat(value: Property['values'][number] | string): string {
  return typeof value === 'string'
    ? value
    : value.map((one) => (typeof one === 'string' ? one : one.join(' '))).join(', ')
}

// Writing: each kind of value is escaped in its own way (RFC 6350 §3.4).

// oxlint-disable-next-line no-control-regex -- what no version allows in a text; quoted-printable would carry it
const controls = /[\u0000-\u0008\u000B-\u001F\u007F]+/g

/** A text value. In 2.1 nothing is escaped but the semicolons of parts. */
export function escaped(text: string, version: Version): string {
  const plain = text.replace(/\r\n?/g, '\n').replace(controls, '')
  if (version === '2.1') return plain.replace(/[;\\]/g, '\\$&')
  return plain.replace(/[\\;,]/g, '\\$&').replace(/\n/g, '\\n')
}

/** Some parameters set, or removed by undefined; all else of the head as it was. */
export function withParams(head: string, changes: Record<string, string | undefined>): string {
  const wanted = new Map(Object.entries(changes).map(([name, value]) => [name.toUpperCase(), value]))
  const left = new Map(wanted)
  const pieces = paramsIn(head).flatMap((piece) => {
    const name = /^[^=]*/.exec(piece)![0].toUpperCase()
    if (!wanted.has(name)) return [piece]
    // Said again, it would count instead.
    const value = left.get(name)
    left.delete(name)
    return value === undefined ? [] : [`${name}=${value}`]
  })
  for (const [name, value] of left) if (value !== undefined) pieces.push(`${name}=${value}`)
  return pieces.map((piece) => `;${piece}`).join('')
}

/** A parameter's value, quoted and escaped (RFC 6868) where it must be. */
export function paramText(value: string): string {
  const text = value.replace(/[\^\n"]/g, (one) => (one === '^' ? '^^' : one === '"' ? "^'" : '^n'))
  return /[:;,]/.test(text) ? `"${text}"` : text
}

/** The line with another text; in 2.1 what is not plain is said in quoted-printable. */
export function withText(line: Line, text: string, version: Version): Line {
  return withValue(line, escaped(text, version), version)
}

/**
 * The same of parts, of which each may hold a comma or a semicolon. A part that says what it said stays as it is written: it
 * may be a list. Further parts stay too (RFC 9554), unless the last of `parts` is the last of all.
 */
export function withParts(line: Line, parts: readonly string[], version: Version, areAll = false): Line {
  // In 2.1 there are no lists, and quoted-printable covers the whole value.
  const raw = version === '2.1' ? [] : split(legacyLine(line).value, ';')
  const property = raw.length === 0 ? undefined : propertyOf(line, version)
  const said = partsOf(property)
  const written = parts.map((part, at) => {
    const old = raw[at]
    return old !== undefined && property && (said[at] ?? '') === part.trim() ? old : escaped(part, version)
  })
  return withValue(line, [...written, ...(areAll ? [] : raw.slice(parts.length))].join(';'), version)
}

/** At each separator that is not escaped. */
function split(value: string, separator: string): string[] {
  const pieces: string[] = []
  let from = 0
  for (let at = 0; at < value.length; at++)
    if (value[at] === '\\') at++
    else if (value[at] === separator) {
      pieces.push(value.slice(from, at))
      from = at + 1
    }
  return [...pieces, value.slice(from)]
}

/** The line with another value that needs no escaping: an address of the web, a date. */
export function withValue(line: Line, value: string, version: Version): Line {
  const { head } = legacyLine(line)
  const params = withParams(version === '2.1' ? line.head : head, {
    CHARSET: undefined,
    ENCODING: undefined,
    'QUOTED-PRINTABLE': undefined,
  })
  // oxlint-disable-next-line no-control-regex -- all that is printable in ASCII
  if (version !== '2.1' || /^[\x20-\x7e]*$/.test(value)) return rewritten(line, params, value)
  return rewritten(line, `${params};CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE`, quotedPrintable(value))
}

/** Without soft breaks: the fold of 2.1 is not that of the others, and lines may be long. */
function quotedPrintable(text: string): string {
  return Array.from(Buffer.from(text.replace(/\n/g, '\r\n')), (octet) =>
    octet === 0x3d || octet < 0x20 || octet > 0x7e
      ? `=${octet.toString(16).toUpperCase().padStart(2, '0')}`
      : String.fromCharCode(octet),
  ).join('')
}
