import { labelName } from '../card/card-reader.ts'
import { lineIds } from '../card/line-id.ts'
import { type Line, paramsIn, rewritten } from '../text/line.ts'
import { withParams, withText, withValue } from '../text/property.ts'
import type { Card, Version } from '../text/read-cards.ts'

/** Lines of a card, changed one by one; all others stay to the letter, in their order. */
export class CardEditor {
  readonly version: Version
  lines: Line[]

  constructor({ version, lines }: Card) {
    this.version = version
    this.lines = [...lines]
  }

  get card(): Card {
    return { version: this.version, lines: this.lines }
  }

  named(...names: string[]): Line[] {
    return this.lines.filter(({ name }) => names.includes(name))
  }

  /** The first line of a name, made anew where there is none; further ones stay. Nothing removes them all. */
  set(name: string, write: ((line: Line) => Line) | undefined): void {
    const [first] = this.named(name)
    if (write === undefined) this.remove(...this.named(name))
    else if (first) this.replace(first, write(first))
    else this.add(write(rewritten({ group: '', name }, '', '')))
  }

  setText(name: string, text: string): void {
    this.set(name, text === '' ? undefined : (line) => withText(line, text, this.version))
  }

  replace(old: Line, line: Line): void {
    this.lines = this.lines.map((one) => (one === old ? line : one))
  }

  /** Adds a line after the last of its name, so that what belongs together stands together. */
  add(line: Line): void {
    const last = this.lines.findLastIndex(({ name }) => name === line.name)
    this.lines.splice(last === -1 ? this.lines.length : last + 1, 0, line)
  }

  /** Removes lines, and the labels they leave alone in their groups. */
  remove(...gone: Line[]): void {
    const going = new Set(gone)
    this.lines = this.lines.filter((line) => !going.has(line))
    const alone = new Set(gone.map(groupOf).filter((group) => group !== ''))
    if (alone.size === 0) return
    const isLabel = ({ name }: Line) => name === labelName || name === 'X-ABADR'
    for (const line of this.lines) if (!isLabel(line)) alone.delete(groupOf(line))
    this.lines = this.lines.filter((line) => !(isLabel(line) && alone.has(groupOf(line))))
  }

  /** Gives a line a label of its own group; an empty one takes it away. Returns the line as it stands now. */
  label(line: Line, text: string): Line {
    const group = line.group.toLowerCase()
    const label =
      group === '' ? undefined : this.named(labelName).find((one) => one.group.toLowerCase() === group)
    if (text === '') {
      if (label) this.lines = this.lines.filter((one) => one !== label)
      return line
    }
    if (label) {
      this.replace(label, withValue(label, escapedLabel(text), this.version))
      return line
    }
    const grouped =
      group === '' ? rewritten({ ...line, group: this.#freeGroup() }, line.head, line.value) : line
    this.replace(line, grouped)
    const after = this.lines.indexOf(grouped) + 1
    this.lines.splice(after, 0, rewritten({ group: grouped.group, name: labelName }, '', escapedLabel(text)))
    return grouped
  }

  /** What a program may add to the types of a line: all that is neither a place, a device nor a preference stays. */
  withTypes(line: Line, wanted: readonly string[], preferred: boolean): Line {
    const ours = new Set([
      'WORK',
      'HOME',
      'CELL',
      'IPHONE',
      'FAX',
      'PAGER',
      'VIDEO',
      'TEXT',
      'TEXTPHONE',
      'PREF',
    ])
    const pieces = paramsIn(line.head)
    const isType = (piece: string) =>
      /^TYPE=/i.test(piece) || (this.version === '2.1' && !piece.includes('='))
    const kept = pieces
      .filter(isType)
      .flatMap((piece) =>
        piece
          .replace(/^TYPE=/i, '')
          .replaceAll('"', '')
          .split(','),
      )
      .filter((type) => type !== '' && !ours.has(type.toUpperCase()))
    const others = pieces.filter((piece) => !isType(piece)).map((piece) => `;${piece}`)
    const types = [...kept, ...wanted, ...(preferred && this.version !== '4.0' ? ['pref'] : [])]
    const said =
      types.length === 0
        ? ''
        : this.version === '2.1'
          ? types.map((type) => `;${type.toUpperCase()}`).join('')
          : `;TYPE=${types.length > 1 && this.version === '4.0' ? `"${types.join(',')}"` : types.join(',')}`
    const all = `${said}${others.join('')}`
    // A lower rank, of 2 to 100, is neither what people mean nor ours to take away.
    const head =
      this.version === '4.0' && preferred
        ? withParams(all, { PREF: '1' })
        : others.some((other) => /^;PREF="?0*1"?$/i.test(other))
          ? withParams(all, { PREF: undefined })
          : all
    return rewritten(line, head, line.value)
  }

  /** Lines by their ids, as the card was before the change. */
  static ids(card: Card): Map<string, Line> {
    return new Map([...lineIds(card.lines)].map(([line, id]) => [id, line]))
  }

  #freeGroup(): string {
    const taken = new Set(this.lines.map(({ group }) => group.toLowerCase()))
    for (let at = 1; ; at++) if (!taken.has(`item${at}`)) return `item${at}`
  }
}

function groupOf({ group }: Line): string {
  return group.toLowerCase()
}

function escapedLabel(text: string): string {
  return text.replace(/[\r\n]+/g, ' ').replace(/[\\;,]/g, '\\$&')
}
