import { isIPv4, isIPv6 } from 'node:net'
import { isDnsName } from './questions.ts'

export type Qualifier = '+' | '-' | '~' | '?'

/** One term of a record (RFC 7208 §4.6); `target` is null where it speaks of the domain itself. */
export type SpfTerm =
  | { kind: 'all'; qualifier: Qualifier }
  | { kind: 'include' | 'exists' | 'redirect'; target: Target; text: string }
  | { kind: 'a' | 'mx' | 'ptr'; target: Target | null; text: string }
  | { kind: 'ip'; text: string }
  | { kind: 'other'; text: string }

/** Where macros decide the name (RFC 7208 §7), it is known only for a message. */
export type Target = { name: string } | { macro: string }

export interface SpfRecord {
  terms: SpfTerm[]
  /** Terms nobody understands, or there more often than they may: every receiver gives up at these. */
  wrong: string[]
}

/** `v=spf1` and then a space or nothing, in any case: anything else is not about SPF (RFC 7208 §4.5). */
export function isSpf(text: string): boolean {
  return /^v=spf1( |$)/i.test(text)
}

/** Never throws, whatever stands there. */
export function readSpf(text: string): SpfRecord {
  const record: SpfRecord = { terms: [], wrong: [] }
  for (const word of text.slice('v=spf1'.length).split(' ')) {
    if (word === '') continue
    const term = readTerm(word)
    const twice =
      term?.kind === 'redirect'
        ? record.terms.some(({ kind }) => kind === 'redirect')
        : /^exp=/i.test(word) && record.terms.some((known) => 'text' in known && /^exp=/i.test(known.text))
    if (term === undefined || twice) record.wrong.push(word)
    else record.terms.push(term)
  }
  return record
}

/** A name has 253 characters; macros make them of a few more. */
const TERM_LENGTH = 600

function readTerm(text: string): SpfTerm | undefined {
  if (text.length > TERM_LENGTH || !/^[\x21-\x7e]+$/.test(text)) return undefined
  const modifier = /^([a-z][a-z0-9._-]*)=(.*)$/i.exec(text)
  if (modifier !== null) return readModifier(modifier[1]!.toLowerCase(), modifier[2]!, text)
  const directive = /^([+?~-]?)([a-z0-9]+)(?::((?:%\{[^}]*\}|[^/])*))?((?:\/.*)?)$/i.exec(text)
  if (directive === null) return undefined
  const [, sign = '', name = '', spec, prefix = ''] = directive
  const qualifier = (sign === '' ? '+' : sign) as Qualifier
  switch (name.toLowerCase()) {
    case 'all':
      return spec === undefined && prefix === '' ? { kind: 'all', qualifier } : undefined
    case 'include':
    case 'exists': {
      const target = prefix === '' && spec !== undefined ? readTarget(spec) : undefined
      return target && { kind: name.toLowerCase() as 'include' | 'exists', target, text }
    }
    case 'a':
    case 'mx': {
      if (!isPrefix(prefix)) return undefined
      const target = spec === undefined ? null : readTarget(spec)
      return target === undefined ? undefined : { kind: name.toLowerCase() as 'a' | 'mx', target, text }
    }
    case 'ptr': {
      const target = spec === undefined ? null : readTarget(spec)
      return target === undefined || prefix !== '' ? undefined : { kind: 'ptr', target, text }
    }
    case 'ip4':
    case 'ip6':
      return isNetwork(text) ? { kind: 'ip', text } : undefined
    default:
      return undefined
  }
}

function readModifier(name: string, value: string, text: string): SpfTerm | undefined {
  if (name !== 'redirect' && name !== 'exp') return { kind: 'other', text }
  const target = readTarget(value)
  if (target === undefined) return undefined
  return name === 'redirect' ? { kind: 'redirect', target, text } : { kind: 'other', text }
}

function readTarget(spec: string): Target | undefined {
  if (spec.includes('%')) {
    const rest = spec.replaceAll(/%\{[slodiphcrtv]\d*r?[.\-+,/_=]*\}|%[%_-]/gi, '')
    return rest.includes('%') ? undefined : { macro: spec }
  }
  const name = spec.toLowerCase().replace(/\.$/, '')
  return isDnsName(name) && name.includes('.') ? { name } : undefined
}

/** `/24`, `//64`, `/24//64` (RFC 7208 §5.6). */
function isPrefix(text: string): boolean {
  const match = /^(?:\/(\d{1,2}))?(?:\/\/(\d{1,3}))?$/.exec(text)
  return match !== null && Number(match[1] ?? 0) <= 32 && Number(match[2] ?? 0) <= 128
}

function isNetwork(text: string): boolean {
  const match = /^[+?~-]?ip([46]):([0-9a-f:.]+)(?:\/(\d{1,3}))?$/i.exec(text)
  if (match === null) return false
  const four = match[1] === '4'
  return (four ? isIPv4 : isIPv6)(match[2]!) && Number(match[3] ?? 0) <= (four ? 32 : 128)
}
