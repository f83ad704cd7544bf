import ICAL from 'ical.js'
import { findLine, type Component, type Line } from './component.ts'
import { foldText } from './read-tree.ts'

/** What ical.js reads in one content line. */
export interface Property {
  readonly name: string
  /** Lower-case names; a value is a list where the RFC allows several. */
  readonly params: Readonly<Record<string, string | string[]>>
  /** Lower case: text, date-time, uri … */
  readonly type: string
  readonly values: readonly unknown[]
}

const read = new WeakMap<Line, Property | null>()

/** Reads a line, or undefined when it makes no sense: then it stays in the file as it is. */
export function propertyOf(line: Line): Property | undefined {
  let property = read.get(line)
  if (property === undefined) {
    property = parseLine(line)
    read.set(line, property)
  }
  return property ?? undefined
}

// ical.js looks for the colon again at each parameter: a long head costs the square of its length.
const mostHead = 4000

function parseLine(line: Line): Property | null {
  if (line.name === '' || line.text.length > 3_000_000 || valueStart(line.text) > mostHead) return null
  try {
    const jcal: unknown = ICAL.parse.property(line.text)
    if (!Array.isArray(jcal) || jcal.length < 4) return null
    const [name, params, type, ...values] = jcal as [
      string,
      Record<string, string | string[]>,
      string,
      ...unknown[],
    ]
    return { name: name.toUpperCase(), params: flattened(params), type, values }
  } catch {
    return null
  }
}

/** A parameter said again with several values is a list within a list for ical.js. */
function flattened(params: Record<string, unknown>): Property['params'] {
  for (const [name, value] of Object.entries(params))
    if (Array.isArray(value)) params[name] = value.flat(Infinity).map(String)
  return params as Property['params']
}

/** The property of this name that comes first. */
export function findProperty(component: Component, name: string): Property | undefined {
  const line = findLine(component, name)
  return line === undefined ? undefined : propertyOf(line)
}

/** The value as text; a number or a boolean is none. */
export function textIn(property: Property | undefined): string | undefined {
  const value = property?.values[0]
  return typeof value === 'string' ? value : undefined
}

/** A text property of a component. */
export function textOf(component: Component, name: string): string | undefined {
  return textIn(findProperty(component, name))
}

/** An integer property; undefined when it is missing or none. */
export function integerOf(component: Component, name: string): number | undefined {
  const line = findLine(component, name)
  if (line === undefined) return undefined
  const text = rawValueOf(line).trim()
  return /^[+-]?\d{1,10}$/.test(text) ? Number(text) : undefined
}

/** A parameter with one value. */
export function paramOf(property: Property, name: string): string | undefined {
  if (!Object.hasOwn(property.params, name)) return undefined
  const value = property.params[name]
  return Array.isArray(value) ? value[0] : value
}

/** What stands after the colon, unread. */
export function rawValueOf(line: Line): string {
  return line.text.slice(valueStart(line.text))
}

/** What stands before the colon: name and parameters, unread. */
function rawHeadOf(line: Line): string {
  return line.text.slice(0, valueStart(line.text) - 1)
}

function valueStart(text: string): number {
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const character = text[at]
    if (character === '"') quoted = !quoted
    else if (character === ':' && !quoted) return at + 1
  }
  // A quote that never closes: the first colon is the best guess.
  return text.indexOf(':') + 1
}

export interface NewProperty {
  params?: Record<string, string | readonly string[] | undefined>
  /** When it is not what the RFC takes by default. */
  type?: string
}

/** Writes one property: escaped, folded by octets. Control characters never reach a line. */
export function lineOf(
  name: string,
  value: string | number | readonly string[],
  more: NewProperty = {},
): Line {
  const params: Record<string, string | string[]> = {}
  for (const [key, param] of Object.entries(more.params ?? {})) {
    if (param === undefined) continue
    params[key.toLowerCase()] = typeof param === 'string' ? paramText(param) : param.map(paramText)
  }
  const type = more.type ?? defaultType(name)
  const values = (Array.isArray(value) ? [...value] : [value]).map((one: string | number) =>
    typeof one === 'number' ? one : type === 'text' ? printable(one) : oneLine(one),
  )
  const jcal = [name.toLowerCase(), params, type, ...values]
  return lineFrom(ICAL.stringify.property(jcal, ICAL.design.defaultSet, true))
}

/** A line from its unfolded text. */
export function lineFrom(text: string): Line {
  const safe = oneLine(text)
  return { name: /^[^;:]*/.exec(safe)![0].toUpperCase(), text: safe, raw: foldText(safe) }
}

/** The same line with another value, its parameters as they were. */
export function withRawValue(line: Line, value: string): Line {
  return lineFrom(`${rawHeadOf(line)}:${value}`)
}

/** The same line with some parameters set, or removed by undefined; all else, order included, as it was. */
export function withParams(line: Line, changes: Record<string, string | undefined>): Line {
  const pieces = splitHead(rawHeadOf(line))
  const left = new Map(Object.entries(changes).map(([name, value]) => [name.toUpperCase(), value]))
  const head = pieces.flatMap((piece, index) => {
    const name = /^[^=]*/.exec(piece)![0].toUpperCase()
    if (index === 0 || !left.has(name)) return [piece]
    const value = left.get(name)
    left.delete(name)
    return value === undefined ? [] : [`${name}=${quoted(value)}`]
  })
  for (const [name, value] of left) if (value !== undefined) head.push(`${name}=${quoted(value)}`)
  return lineFrom(`${head.join(';')}:${rawValueOf(line)}`)
}

function splitHead(head: string): string[] {
  return head.match(/(?:"[^"]*"?|[^;"])+/g) ?? [head]
}

/** A parameter value, quoted and escaped (RFC 6868) where it must be. */
export function quoted(value: string): string {
  const text = paramText(value).replace(/[\^\n"]/g, (character) =>
    character === '^' ? '^^' : character === '"' ? "^'" : '^n',
  )
  return /[,:;]/.test(text) ? `"${text}"` : text
}

function defaultType(name: string): string {
  const properties = ICAL.design.defaultSet.property as Record<string, { defaultType?: string }>
  const key = name.toLowerCase()
  // A property ical.js does not know (COLOR, X-…) has no type: its value is written as it is.
  return (Object.hasOwn(properties, key) ? properties[key]?.defaultType : undefined) ?? 'unknown'
}

// oxlint-disable-next-line no-control-regex -- what RFC 5545 §3.1 forbids in a line
const controls = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/g

function printable(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(controls, '')
}

function oneLine(text: string): string {
  return text.replace(/[\r\n]+/g, ' ').replace(controls, '')
}

function paramText(text: string): string {
  return printable(text).replace(/\t/g, ' ')
}
