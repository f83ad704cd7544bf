/** One property as it stands in a card. `raw` is written back as long as nobody changes it. */
export interface Line {
  /** `item1` of `item1.TEL`, as it is spelt; empty where there is none. */
  readonly group: string
  /** Upper case; empty when the line could not be read as a property. */
  readonly name: string
  /** What stands between name and colon, unread: `;TYPE=work`. */
  readonly head: string
  /** What stands after the colon, unfolded and unread. */
  readonly value: string
  /** As it came, folds included, without the last line break. */
  readonly raw: string
}

const start = /^(?:([A-Za-z0-9_-]{1,200})\.)?([A-Za-z0-9_-]{1,200})(?=[;:])/

/** A line from its unfolded text; without a name when it makes no sense. */
export function lineOf(text: string, raw: string = fold(text)): Line {
  const match = start.exec(text)
  const colon = match === null ? -1 : colonIn(text, match[0].length)
  if (match === null || colon === -1) return { group: '', name: '', head: '', value: text, raw }
  return {
    group: match[1] ?? '',
    name: match[2]!.toUpperCase(),
    head: text.slice(match[0].length, colon),
    value: text.slice(colon + 1),
    raw,
  }
}

/** The colon that ends the parameters: not one within quotes, unless they never close. */
function colonIn(text: string, from: number): number {
  let quoted = false
  for (let at = from; at < text.length; at++) {
    const character = text[at]
    if (character === '"') quoted = !quoted
    else if (character === ':' && !quoted) return at
  }
  return text.indexOf(':', from)
}

/** `TYPE=work`, `HOME`, … as they are spelt; a semicolon in quotes ends none. */
export function paramsIn(head: string): string[] {
  return head.match(/(?:"[^"]*"?|[^;"])+/g) ?? []
}

/** The same property in the same group, with other parameters and another value. */
export function rewritten(line: Pick<Line, 'group' | 'name'>, head: string, value: string): Line {
  const group = line.group === '' ? '' : `${line.group}.`
  const text = `${group}${line.name}${oneLine(head)}:${oneLine(value)}`
  // A fold behind "=" would be a soft break.
  return /QUOTED-PRINTABLE/i.test(head) ? lineOf(text, text) : lineOf(text)
}

// oxlint-disable-next-line no-control-regex -- what RFC 6350 §3.3 forbids in a line
const controls = /[\u0000-\u0008\u000A-\u001F\u007F]+/g

function oneLine(text: string): string {
  return text.replace(/\r\n?|\n/g, ' ').replace(controls, '')
}

// oxlint-disable-next-line no-control-regex -- all of ASCII
const isAscii = /^[\x00-\x7f]*$/
const octets = 75

/** Folds one content line at 75 octets, never inside a character (RFC 6350 §3.2). */
export function fold(text: string): string {
  if (text.length <= octets && isAscii.test(text)) return text
  const pieces: string[] = []
  let piece = ''
  let length = 0
  for (const character of text) {
    const size = Buffer.byteLength(character)
    if (length + size > octets - (pieces.length > 0 ? 1 : 0)) {
      pieces.push(piece)
      piece = ''
      length = 0
    }
    piece += character
    length += size
  }
  pieces.push(piece)
  return pieces.join('\r\n ')
}
