/** A file written into a text, as programs did before MIME and some still do. */
export interface UuFile {
  name: string
  content: Buffer
}

const MOST_FILES = 50
const beginning = /^begin [0-7]{3,4} (\S[^\r\n]{0,250})$/

/** The files of a text, and the text without them. What only looks like a file (no end, lines that are none) stays text. */
export function splitUuencoded(text: string): { text: string; files: UuFile[] } {
  if (!/^begin [0-7]{3,4} /m.test(text)) return { text, files: [] }
  const lines = text.split('\n')
  const kept: string[] = []
  const files: UuFile[] = []
  let ends = nextEnd(lines, 0)
  for (let i = 0; i < lines.length; i++) {
    const name = files.length < MOST_FILES ? beginning.exec(lines[i]!.trimEnd())?.[1] : undefined
    if (name !== undefined && ends < i) ends = nextEnd(lines, i)
    const content = name === undefined ? undefined : linesUntil(lines, i + 1, ends)
    if (name === undefined || content === undefined) {
      kept.push(lines[i]!)
      continue
    }
    files.push({ name, content })
    i = ends
  }
  return { text: kept.join('\n'), files }
}

/** The one file of a part whose transfer encoding is uuencode; undefined where there is none. */
export function uudecode(bytes: Buffer): Buffer | undefined {
  const lines = bytes.toString('latin1').split('\n')
  const start = lines.findIndex((line) => beginning.test(line.trimEnd()))
  if (start < 0) return undefined
  const pieces: Buffer[] = []
  for (const line of lines.slice(start + 1)) {
    if (line.trimEnd() === 'end') break
    const piece = lineBytes(line.replace(/\r$/, ''))
    if (piece === undefined) break
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

function nextEnd(lines: string[], from: number): number {
  for (let i = from; i < lines.length; i++) if (lines[i]!.trimEnd() === 'end') return i
  return Infinity
}

function linesUntil(lines: string[], from: number, end: number): Buffer | undefined {
  if (end === Infinity) return undefined
  const pieces: Buffer[] = []
  for (let i = from; i < end; i++) {
    const piece = lineBytes(lines[i]!.replace(/\r$/, ''))
    if (piece === undefined) return undefined
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

/** A line says how many bytes it holds; blanks at its end may have been lost on the way. Undefined: no such line. */
function lineBytes(line: string): Buffer | undefined {
  if (line === '') return Buffer.alloc(0)
  const length = (line.charCodeAt(0) - 32) & 63
  const digits = Math.ceil(length / 3) * 4
  if (!/^[ -`]+$/.test(line) || line.length > digits + 3 || line.length < digits - 3) return undefined
  const out = Buffer.alloc(digits)
  let at = 0
  for (let i = 1; i <= digits; i += 4) {
    const [a, b, c, d] = [0, 1, 2, 3].map((k) => ((line.charCodeAt(i + k) || 32) - 32) & 63) as [
      number,
      number,
      number,
      number,
    ]
    out[at++] = (a << 2) | (b >> 4)
    out[at++] = (b << 4) | (c >> 2)
    out[at++] = (c << 6) | d
  }
  return out.subarray(0, length)
}
