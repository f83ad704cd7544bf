/** One record of RFC 2849: an entry with its attributes, in lower case, without their options. */
export interface LdifRecord {
  /** Where it begins, counted from 1. */
  line: number
  dn: string
  attributes: Map<string, LdifValue[]>
  /** `modify`, `delete`, …: not an entry but a change of one. */
  changeType: string
}

/** Octets where the file has base64, which may be text or not. */
export type LdifValue = string | Uint8Array

export interface LdifProblem {
  line: number
  problem: 'no-dn' | 'not-a-line' | 'base64' | 'link' | 'change' | 'nobody' | 'member-unknown'
  value: string
  /** The entry makes no card; else only this line is not taken. */
  whole: boolean
}

/** The records of a file, and the lines that make no sense. Never throws. */
export function readRecords(text: string): { records: LdifRecord[]; problems: LdifProblem[] } {
  const problems: LdifProblem[] = []
  const records: LdifRecord[] = []
  let open: LdifRecord | undefined
  const close = () => {
    if (open === undefined) return
    if (open.dn !== '') records.push(open)
    else if (open.attributes.size > 0)
      problems.push({ line: open.line, problem: 'no-dn', value: '', whole: true })
    open = undefined
  }
  for (const { line, text: logical } of logicalLines(text)) {
    if (logical.trim() === '') {
      close()
      continue
    }
    if (logical.startsWith('#') || /^version:\s*\d+\s*$/i.test(logical)) continue
    const match = /^([A-Za-z0-9._-]{1,200})((?:;[A-Za-z0-9_-]{1,100}){0,20}):([:<]?) *([^]*)$/.exec(logical)
    if (!match) {
      problems.push({ line, problem: 'not-a-line', value: logical.slice(0, 100), whole: false })
      continue
    }
    const [, name = '', , kind, rest = ''] = match
    const value = kind === ':' ? octetsOf(rest) : rest.trimEnd()
    if (kind === '<' || value === undefined) {
      // What lies elsewhere is never fetched.
      const problem = kind === '<' ? 'link' : 'base64'
      problems.push({ line, problem, value: logical.slice(0, 100), whole: false })
      continue
    }
    const key = name.toLowerCase()
    if (key === 'dn') close()
    open ??= { line, dn: '', attributes: new Map(), changeType: '' }
    if (key === 'dn') open.dn = textOf(value)
    else if (key === 'changetype') open.changeType = textOf(value).toLowerCase()
    else if (open.attributes.get(key)?.push(value) === undefined) open.attributes.set(key, [value])
  }
  close()
  return { records, problems }
}

/** Folds undone: a line that begins with one space goes on. */
function* logicalLines(text: string): Generator<{ line: number; text: string }> {
  let pieces: string[] = []
  let from = 1
  let line = 0
  for (const physical of text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)) {
    line++
    if (physical.startsWith(' ') && pieces.length > 0) pieces.push(physical.slice(1))
    else {
      if (pieces.length > 0) yield { line: from, text: pieces.join('') }
      pieces = [physical]
      from = line
    }
  }
  yield { line: from, text: pieces.join('') }
}

function octetsOf(base64: string): Uint8Array | undefined {
  const text = base64.replace(/\s+/g, '')
  return /^[A-Za-z0-9+/]*={0,2}$/.test(text) ? Buffer.from(text, 'base64') : undefined
}

const utf8 = new TextDecoder()

export function textOf(value: LdifValue): string {
  return typeof value === 'string' ? value : utf8.decode(value)
}

/** `name: value`, in base64 where RFC 2849 demands it, folded at 76. */
export function recordLine(name: string, value: LdifValue): string {
  const isPlain = typeof value === 'string' && /^(?:[!-9;=-~][ -~]*)?$/.test(value) && !value.endsWith(' ')
  const line = isPlain ? `${name}: ${value}` : `${name}:: ${Buffer.from(value as string).toString('base64')}`
  return line.length <= 76
    ? line
    : [line.slice(0, 76), ...(line.slice(76).match(/.{1,75}/g) ?? [])].join('\r\n ')
}

/** DNs are compared without what does not count in them. */
export function plainDn(dn: string): string {
  return dn
    .replace(/\\([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    .replace(/\s+/g, ' ')
    .replace(/ ?([,=+]) ?/g, '$1')
    .trim()
    .toLowerCase()
}

/** The value of the first attribute of this name in a DN. */
export function inDn(dn: string, name: string): string {
  const match = new RegExp(`(?:^|[,+])\\s*${name}\\s*=\\s*((?:\\\\.|[^,+\\\\])*)`, 'i').exec(dn)
  return (match?.[1] ?? '').replace(/\\(.)/g, '$1').trim()
}

/** RFC 4514 §2.4. */
export function dnValue(text: string): string {
  return text
    .replace(/[",+;<>\\=]/g, '\\$&')
    .replace(/^[ #]/, '\\$&')
    .replace(/ $/, '\\ ')
    .replace(/\p{Cc}/gu, ' ')
}
