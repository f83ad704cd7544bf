import type { Line } from '../text/line.ts'
import { listOf, paramOf, partsOf, type Property, propertyOf, textOf } from '../text/property.ts'
import type { Card } from '../text/read-cards.ts'
import type {
  CardData,
  CustomField,
  Device,
  Key,
  Messenger,
  PartialDate,
  PersonName,
  Photo,
  Place,
  Point,
  PostalAddress,
} from './card-data.ts'
import { dataIn, sizeOf } from './inline-data.ts'
import { lineIds } from './line-id.ts'
import { partialDate } from './partial-date.ts'

/** `xmpp:`, `skype://`, … of an address that has one. */
export function schemeIn(uri: string): string | undefined {
  return /^[a-z][a-z0-9+.-]*:(?:\/\/)?/i.exec(uri)?.[0]
}

/** Names for which a group holds a label; Apple writes its own between `_$!<` and `>!$_`. */
export const labelName = 'X-ABLABEL'

/** Reads one field after the other of a card, whatever program named it. */
export class CardReader {
  readonly #card: Card
  readonly #ids: Map<Line, string>
  readonly #labels = new Map<string, Line>()

  constructor(card: Card) {
    this.#card = card
    this.#ids = lineIds(card.lines)
    for (const line of card.lines) {
      const group = line.group.toLowerCase()
      if (line.name === labelName && !this.#labels.has(group)) this.#labels.set(group, line)
    }
  }

  lines(name: string): Line[] {
    return this.#card.lines.filter((line) => line.name === name)
  }

  all(name: string): Property[] {
    return this.lines(name).flatMap((line) => propertyOf(line, this.#card.version) ?? [])
  }

  first(name: string): Property | undefined {
    return this.all(name)[0]
  }

  text(name: string): string {
    return textOf(this.first(name))
  }

  kind(): CardData['kind'] {
    const said = (this.text('KIND') || this.text('X-ADDRESSBOOKSERVER-KIND')).toLowerCase()
    if (said === 'group' || said === 'location') return said
    return said === 'org' || this.text('X-ABSHOWAS').toUpperCase() === 'COMPANY'
      ? 'organisation'
      : 'individual'
  }

  personName(): PersonName {
    const [family = '', given = '', additional = '', prefix = '', suffix = ''] = partsOf(this.first('N'))
    return { family, given, additional, prefix, suffix }
  }

  phonetic(): CardData['phonetic'] {
    const sortAs = listOf(this.first('N')?.params['sort-as']).flatMap((one) => one.split(','))
    return {
      family: this.text('X-PHONETIC-LAST-NAME') || (sortAs[0] ?? '').trim(),
      given: this.text('X-PHONETIC-FIRST-NAME') || (sortAs[1] ?? '').trim(),
    }
  }

  points(name: string): Point[] {
    return this.#several(name).flatMap(({ line, property, ...common }) => {
      const value = textOf(property)
      return value === '' ? [] : [{ ...common, value, device: deviceOf(property, line) }]
    })
  }

  addresses(): PostalAddress[] {
    return this.#several('ADR').flatMap(({ line: _line, property, ...common }) => {
      // Many programs write one that says nothing; what has no name here is not shown, and stays.
      if (
        partsOf(property)
          .slice(0, 7)
          .every((part) => part === '')
      )
        return []
      const [
        poBox = '',
        extended = '',
        street = '',
        locality = '',
        region = '',
        postalCode = '',
        country = '',
      ] = partsOf(property)
      return [{ ...common, poBox, extended, street, locality, region, postalCode, country }]
    })
  }

  messengers(): Messenger[] {
    const standard = this.#several('IMPP').map(({ line: _line, property, ...common }) => {
      const uri = textOf(property)
      const scheme = schemeIn(uri) ?? ''
      const service = (paramOf(property, 'x-service-type') ?? /^[^:]*/.exec(scheme)![0]).toLowerCase()
      return { ...common, value: uri.slice(scheme.length), service }
    })
    const older = [
      'X-SKYPE',
      'X-JABBER',
      'X-AIM',
      'X-ICQ',
      'X-MSN',
      'X-YAHOO',
      'X-GTALK',
      'X-SKYPE-USERNAME',
    ].flatMap((name) =>
      this.#several(name).map(({ line: _line, property, ...common }) => ({
        ...common,
        value: textOf(property),
        service: name.slice(2).replace('-USERNAME', '').toLowerCase(),
      })),
    )
    return [...standard, ...older].filter(({ value }) => value !== '')
  }

  related(type: string, older: readonly string[]): string {
    const property =
      this.all('RELATED').find(({ types }) => types.includes(type)) ??
      older.map((name) => this.first(name)).find((one) => one !== undefined)
    return textOf(property)
  }

  date(name: string): PartialDate | null {
    const line = this.lines(name)[0]
    const property = line && propertyOf(line, this.#card.version)
    if (!line || !property) return null
    return partialDate(line.value, paramOf(property, 'x-apple-omit-year'))
  }

  categories(): string[] {
    const all = this.all('CATEGORIES').flatMap(({ values }) => values.map((value) => String(value).trim()))
    return [...new Set(all.filter((one) => one !== ''))]
  }

  photo(): Photo | null {
    const line = this.lines('PHOTO')[0]
    return line === undefined ? null : photoIn(line)
  }

  keys(): Key[] {
    return this.lines('KEY').map((line) => {
      const inline = dataIn(line)
      const told = `${line.head} ${inline?.mediaType ?? ''}`.toLowerCase()
      const kind = told.includes('pgp') ? 'pgp' : /x509|x-509|pkcs|pkix|smime/.test(told) ? 'x509' : 'other'
      const uri = inline === undefined ? line.value.trim() : ''
      return { id: this.#idOf(line), kind, uri, size: inline === undefined ? 0 : sizeOf(inline.base64) }
    })
  }

  custom(): CustomField[] {
    return this.#card.lines.flatMap((line) => {
      const label = this.#labelOf(line)
      if (!isCustom(line.name)) return []
      const property = propertyOf(line, this.#card.version)
      const value = textOf(property)
      const named = label || (property && paramOf(property, 'x-label')) || ''
      return value === '' ? [] : [{ id: this.#idOf(line), label: named, value }]
    })
  }

  members(): string[] {
    const all = [...this.all('MEMBER'), ...this.all('X-ADDRESSBOOKSERVER-MEMBER')]
    return [...new Set(all.map(textOf).filter((uri) => uri !== ''))]
  }

  revision(): string {
    const value = this.lines('REV')[0]?.value.trim() ?? ''
    const parts = /^(\d{4})-?(\d{2})-?(\d{2})(?:T(\d{2}):?(\d{2}):?(\d{2})(?:\.\d+)?Z?)?$/.exec(value)
    if (!parts) return ''
    const [, year, month, day, hour = '00', minute = '00', second = '00'] = parts
    return `${year}-${month}-${day}T${hour}:${minute}:${second}Z`
  }

  #several(name: string) {
    return this.lines(name).flatMap((line) => {
      const property = propertyOf(line, this.#card.version)
      if (!property) return []
      return [
        {
          line,
          property,
          id: this.#idOf(line),
          place: placeOf(property.types),
          label: this.#labelOf(line),
          preferred: property.types.includes('pref') || paramOf(property, 'pref') === '1',
        },
      ]
    })
  }

  #idOf(line: Line): string {
    return this.#ids.get(line)!
  }

  #labelOf(line: Line): string {
    if (line.group === '') return ''
    const label = this.#labels.get(line.group.toLowerCase())
    const text = label === undefined ? '' : textOf(propertyOf(label, this.#card.version))
    return text.replace(/^_\$!<(.*)>!\$_$/, '$1')
  }
}

/** Ours, Thunderbird's four and Apple's people and dates with a name. */
function isCustom(name: string): boolean {
  return /^X-CUSTOM\d?$|^X-ABRELATEDNAMES$|^X-ABDATE$/.test(name)
}

function placeOf(types: readonly string[]): Place | null {
  return types.includes('work') ? 'work' : types.includes('home') ? 'home' : null
}

function deviceOf({ types }: Property, { name }: Line): Device | null {
  if (name !== 'TEL') return null
  const known: Record<string, Device> = {
    cell: 'cell',
    iphone: 'cell',
    fax: 'fax',
    pager: 'pager',
    video: 'video',
    text: 'text',
    textphone: 'text',
  }
  const found = types.find((type) => Object.hasOwn(known, type))
  return found === undefined ? null : known[found]!
}

function photoIn(line: Line): Photo | null {
  const inline = dataIn(line)
  if (inline) return { kind: 'inline', mediaType: inline.mediaType, size: sizeOf(inline.base64) }
  const uri = line.value.trim()
  return uri === '' ? null : { kind: 'link', uri }
}
