import { type Component, emptyComponent, type Line } from './component.ts'
import type { Problem } from './problem.ts'

/** What is read of one text; an import may be larger than what lies on a server. */
export interface TreeLimits {
  characters: number
  lines: number
}

const usual: TreeLimits = { characters: 10_000_000, lines: 400_000 }
const mostDepth = 8
const mostProblems = 100

export type TreeResult =
  | { kind: 'read'; calendars: Component[]; problems: Problem[] }
  | { kind: 'unreadable'; reason: 'too-large' | 'too-many-lines' | 'not-a-calendar' }

/**
 * Content lines into components, as far as it goes: any line end, a byte order mark, a missing END, text between the lines
 * of a description are borne with and told. Never throws.
 */
export function readTree(text: string, limits: TreeLimits = usual): TreeResult {
  if (text.length > limits.characters) return { kind: 'unreadable', reason: 'too-large' }
  const problems: Problem[] = []
  const tell = (problem: Problem) => {
    if (problems.length < mostProblems) problems.push(problem)
  }
  const lines = unfold(text, limits.lines, tell)
  if (lines === undefined) return { kind: 'unreadable', reason: 'too-many-lines' }

  const calendars: Component[] = []
  let open: Component[] = []
  let tooDeep = 0
  for (const line of lines) {
    if (line.name === 'BEGIN') {
      const name = nameIn(line)
      if (name === 'VCALENDAR') {
        for (const left of open) tell({ what: 'unclosed-component', where: left.name })
        open = []
      }
      if (open.length >= mostDepth || tooDeep > 0) {
        if (tooDeep++ === 0) tell({ what: 'too-deep', where: name })
        continue
      }
      const component = emptyComponent(name)
      const parent = open.at(-1)
      if (parent !== undefined) parent.items.push(component)
      else if (name === 'VCALENDAR') calendars.push(component)
      else calendars.push({ name: 'VCALENDAR', items: [component] })
      open.push(component)
    } else if (line.name === 'END') {
      if (tooDeep > 0) {
        tooDeep--
        continue
      }
      const name = nameIn(line)
      const at = open.findLastIndex((component) => component.name === name)
      if (at === -1) {
        tell({ what: 'unexpected-end', where: name })
        continue
      }
      for (const left of open.slice(at + 1)) tell({ what: 'unclosed-component', where: left.name })
      open = open.slice(0, at)
    } else if (tooDeep === 0) {
      const inside = open.at(-1)
      if (inside === undefined) tell({ what: 'text-outside', where: line.name })
      else inside.items.push(line)
    }
  }
  for (const left of open) tell({ what: 'unclosed-component', where: left.name })
  if (calendars.length === 0) return { kind: 'unreadable', reason: 'not-a-calendar' }
  return { kind: 'read', calendars, problems }
}

const property = /^([A-Za-z0-9_-]{1,200})[;:]/
const prose = new Set(['DESCRIPTION', 'COMMENT', 'SUMMARY', 'LOCATION', 'X-ALT-DESC'])

function unfold(text: string, mostLines: number, tell: (problem: Problem) => void): Line[] | undefined {
  const physical = text.replace(/^\uFEFF/, '').split(/\r\n?|\n/)
  if (physical.length > mostLines) return undefined
  const lines: Line[] = []
  let pieces: string[] = []
  let raws: string[] = []
  let healing: string[] = []
  const heal = () => {
    const last = lines.at(-1)
    if (last !== undefined && healing.length > 0) {
      const text = [last.text, ...healing].join('\\n')
      lines[lines.length - 1] = { name: last.name, text, raw: foldText(text) }
    }
    healing = []
  }
  const flush = () => {
    if (pieces.length === 0) return
    const whole = pieces.join('')
    const name = property.exec(whole)?.[1]?.toUpperCase() ?? ''
    const last = lines.at(-1)
    if (name !== '') {
      heal()
      lines.push({ name, text: whole, raw: raws.join('\r\n') })
    } else if (whole.trim() !== '' && last !== undefined && prose.has(last.name)) {
      // Old exporters break the lines of a description without folding them.
      healing.push(whole.trim().replace(/(?<!\\)([;,])/g, '\\$1'))
      tell({ what: 'unreadable-line', where: last.name })
    } else if (whole.trim() !== '') {
      lines.push({ name: '', text: whole, raw: raws.join('\r\n') })
      tell({ what: 'unreadable-line', where: '' })
    }
    pieces = []
    raws = []
  }
  for (const piece of physical) {
    const folded = (piece.startsWith(' ') || piece.startsWith('\t')) && pieces.length > 0
    if (!folded) flush()
    if (piece === '') continue
    // A fold of nothing, after an empty line: it must not fold into whatever is written before it.
    const line = folded ? piece : piece.trimStart()
    pieces.push(folded ? line.slice(1) : line)
    raws.push(line)
  }
  flush()
  heal()
  return lines
}

function nameIn(line: Line): string {
  return line.text
    .slice(line.text.indexOf(':') + 1)
    .trim()
    .toUpperCase()
    .slice(0, 100)
}

// oxlint-disable-next-line no-control-regex -- all of ASCII
const isAscii = /^[\x00-\x7f]*$/

/** Folds one content line at 75 octets, never inside a character. */
export function foldText(text: string): string {
  if (text.length <= 25) return text
  // A megabyte of base64 takes half a second character by character.
  if (isAscii.test(text)) return text.slice(0, 75) + text.slice(75).replaceAll(/.{1,74}/gs, '\r\n $&')
  let folded = ''
  let octets = 0
  for (const character of text) {
    const size = octetsOf(character.codePointAt(0) ?? 0)
    if (octets + size > 75) {
      folded += '\r\n '
      octets = 1
    }
    folded += character
    octets += size
  }
  return folded
}

function octetsOf(codePoint: number): number {
  return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4
}
