import { createHash } from 'node:crypto'
import type { Configuration, ConfigurationChange } from '@staffetta/contract'

const SHOWN = 200

/** Every setting that differs, in the order of the file; whose file it is makes no difference. */
export function changesBetween(before: Configuration, after: Configuration): ConfigurationChange[] {
  const [old, wanted] = [leavesOf(before, after), leavesOf(after, before)]
  return [...new Set([...old.keys(), ...wanted.keys()])]
    .filter((place) => differ(old.get(place), wanted.get(place)))
    .map((place) => ({
      path: JSON.parse(place) as string[],
      before: shown(old.get(place)),
      after: shown(wanted.get(place)),
    }))
}

/** Settings by their place; what has a name and is not there on the other side comes as one. What is null or empty is not set. */
function leavesOf(configuration: Configuration, other: Configuration): Map<string, unknown> {
  const leaves = new Map<string, unknown>()
  const walk = (value: unknown, path: string[], beside: unknown): void => {
    if (isUnset(value)) return
    if (!isObject(value)) leaves.set(JSON.stringify(path), value)
    else if (path.length === 2 && !isObject(beside))
      leaves.set(JSON.stringify(path), summary(value, path[1]!))
    else
      for (const [name, inner] of Object.entries(value))
        walk(inner, [...path, name], isObject(beside) ? beside[name] : undefined)
  }
  const { staffetta: _whose, ...settings } = configuration
  walk(settings, [], other)
  return leaves
}

function summary(value: Record<string, unknown>, name: string): unknown {
  const said = Object.values(value).filter(
    (one) => !isUnset(one) && typeof one !== 'boolean' && !isObject(one),
  )
  return said.length === 0 ? name : said.map((one) => (Array.isArray(one) ? one.map(words).join(' ') : one))
}

function isUnset(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whatever order names came in: a file is written by hand, too, and PostgreSQL has its own. */
export function differ(one: unknown, other: unknown): boolean {
  return canonical(one) !== canonical(other)
}

function canonical(value: unknown): string | undefined {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  )
}

function shown(value: unknown): string | null {
  if (value === undefined) return null
  if (Array.isArray(value)) return shortened(value.map(words).join(', '))
  return shortened(words(value))
}

function words(value: unknown): string {
  if (typeof value === 'object' && value !== null) return Object.values(value).map(String).join(' ')
  const text = String(value)
  const picture = /^data:image\/(png|svg)[^,]*,/.exec(text)
  if (picture === null) return text
  const bytes = Buffer.from(text.slice(picture[0].length), 'base64')
  // Two of a kind and size are told apart.
  const print = createHash('sha256').update(bytes).digest('hex').slice(0, 8)
  return `${picture[1]!.toUpperCase()}, ${bytes.length} B, ${print}`
}

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ')
  return line.length > SHOWN ? `${line.slice(0, SHOWN)}…` : line
}
