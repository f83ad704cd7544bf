import type { Route } from '@staffetta/contract'

type TSchema = NonNullable<Route['response']>

/** What is known of the owner's objects, by the names that paths, queries and bodies have for them. */
export type Objects = Record<string, unknown>

export interface Asked {
  url: string
  method: Route['method']
  payload?: unknown
  /** Which of the owner's objects it names. */
  names: string[]
}

interface Schema {
  type?: string
  enum?: unknown[]
  properties?: Record<string, TSchema>
  required?: string[]
  items?: TSchema
  minItems?: number
  minimum?: number
  maxLength?: number
  minLength?: number
  pattern?: string
  anyOf?: TSchema[]
  const?: unknown
}

/** A call of a route that names the owner's objects wherever it can name anything, and is right in its form everywhere else. */
export function askFor(route: Route, objects: Objects): Asked {
  const names: string[] = []
  const known = (plain: string): unknown => {
    const name = nameIn(route, plain)
    if (name in objects) names.push(name)
    return objects[name]
  }
  const path = route.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String(known(name) ?? valueOf(name, route.params?.properties[name], known))),
  )
  const query = new URLSearchParams(
    Object.entries(route.query?.properties ?? {}).flatMap(([name, schema]): [string, string][] => {
      const wanted = (route.query as Schema).required?.includes(name) ?? false
      if (!wanted && known(name) === undefined && name !== 'zone') return []
      return [[name, String(valueOf(name, schema, known))]]
    }),
  )
  const url = query.size === 0 ? path : `${path}?${query.toString()}`
  const { method } = route
  if (route.body === undefined) return { url, method, names }
  if (route.body === 'bytes') return { url, method, payload: Buffer.from('%PDF-1.4 niente'), names }
  return { url, method, payload: valueOf('', route.body, known), names }
}

/** `id` and `ref` mean another kind of object in each area: `events.ref` is that of an event. */
function nameIn({ path }: Route, name: string): string {
  if (!['id', 'ref', 'refs', 'kept', 'gone'].includes(name)) return name
  if (path.startsWith('/api/contacts/') && !/from-mail|searches/.test(path)) return `cards.${name}`
  if (path === '/api/mail/drafts/:ref') return `drafts.${name}`
  if (path === '/api/mail/submissions') return name
  const kinds = ['tasks', 'events', 'sessions', 'searches', 'submissions', 'roles']
  const kind = kinds.find((one) => path.split('/').includes(one))
  return kind === undefined ? name : `${kind}.${name}`
}

function valueOf(name: string, type: TSchema | undefined, known: (name: string) => unknown): unknown {
  const schema = (type ?? {}) as Schema
  const given = name === '' ? undefined : known(name)
  if (given !== undefined && fits(given, schema)) return given
  if (name === 'zone') return 'Europe/Rome'
  if (name === 'to' && schema.type === 'array') return []
  if (name === 'from') return schema.type === 'string' ? '2026-11-26T00:00:00Z' : valueOf('', schema, known)
  if (name === 'to' && schema.type === 'string') return '2026-11-27T00:00:00Z'
  if (schema.const !== undefined) return schema.const
  if (schema.enum !== undefined) return schema.enum[0]
  if (schema.anyOf !== undefined) return valueOf(name, schema.anyOf[0], known)
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {})
          .filter(([key]) => schema.required?.includes(key) || known(key) !== undefined)
          .map(([key, property]) => [key, valueOf(key, property, known)]),
      )
    case 'array':
      return (schema.minItems ?? 1) === 0 ? [] : [valueOf(name.replace(/s$/, ''), schema.items, known)]
    case 'boolean':
      return true
    case 'integer':
      return schema.minimum ?? 1
    default:
      return textOf(schema)
  }
}

function fits(value: unknown, { type }: Schema): boolean {
  if (type === 'array') return Array.isArray(value)
  if (type === 'object') return typeof value === 'object' && !Array.isArray(value)
  return type === typeof value
}

function textOf({ pattern, minLength = 0 }: Schema): string {
  if (pattern === undefined) return 'niente'.padEnd(minLength, 'x')
  const written = [
    '2026-11-26T10:00:00Z',
    '00000000-0000-4000-8000-000000000000',
    '09:00',
    'niente',
    '#166f4d',
    'https://altrove.example',
    '1',
  ]
  return written.find((one) => new RegExp(pattern).test(one)) ?? 'niente'
}
