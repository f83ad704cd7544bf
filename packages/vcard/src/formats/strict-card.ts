import * as v from 'vcard4'
import { describe } from '../card/describe.ts'
import { inlineUri } from '../card/inline-data.ts'
import type { CardData, Point } from '../card/card-data.ts'
import { dateText } from '../card/partial-date.ts'
import { fold } from '../text/line.ts'
import type { Card } from '../text/read-cards.ts'

/**
 * What a card says as strict 4.0, property by property of the standard, for programs that refuse the rest: built and checked by
 * vcard4. `left`: what could not be said in it, by the name of its property.
 */
export function strictCard(card: Card): { text: string; left: string[] } {
  const data = describe(card)
  const writer = new StrictWriter()
  writeNames(writer, data)
  writeSeveral(writer, data)
  for (const name of ['PHOTO', 'KEY'])
    for (const line of card.lines.filter((one) => one.name === name))
      writer.add(name, () =>
        name === 'KEY'
          ? new v.KeyProperty([], new v.URIType(inlineUri(line)))
          : new v.PhotoProperty([], new v.URIType(inlineUri(line))),
      )
  return writer.finish()
}

type Property = ConstructorParameters<typeof v.VCARD>[0][number]

const marks = /(?:BEGIN|END|VERSION):/i

class StrictWriter {
  readonly #properties: Property[] = []
  readonly #left: string[] = []
  #groups = 0

  /** A property that the library refuses is left out, and told. */
  add(name: string, make: () => Property, label = ''): void {
    try {
      const property = make()
      // What stands for a mark of the card somewhere in a value, its reader takes for one.
      if (marks.test(property.repr())) throw new RangeError(name)
      v.parse(written(name === 'FN' ? [property] : [new v.FNProperty([], text('?')), property]))
      if (label === '') this.#properties.push(property)
      else {
        const named = new v.ExtendedProperty('X-ABLABEL', [], text(label))
        this.#properties.push(new v.Group([property, named] as never, `item${++this.#groups}`))
      }
    } catch {
      this.#left.push(name)
    }
  }

  finish(): { text: string; left: string[] } {
    return { text: written(this.#properties), left: this.#left }
  }
}

function written(properties: readonly Property[]): string {
  return new v.VCARD([...properties]).repr().split('\r\n').map(finished).join('\r\n')
}

/**
 * The library does not fold and escapes colons, which RFC 6350 §3.4 does not; but its reader takes these three for marks wherever
 * they stand.
 */
function finished(line: string): string {
  if (/(?:BEGIN|END|VERSION)\\:/i.test(line)) return line
  return fold(line.replace(/\\[^]/g, (one) => (one === '\\:' ? ':' : one)))
}

function writeNames(writer: StrictWriter, data: CardData): void {
  const { name, organisation, units } = data
  const texts: [string, string, (value: v.TextType) => Property][] = [
    ['UID', data.uid, (value) => new v.UIDProperty([], value)],
    ['TITLE', data.title, (value) => new v.TitleProperty([], value)],
    ['ROLE', data.role, (value) => new v.RoleProperty([], value)],
    ['NOTE', data.note, (value) => new v.NoteProperty([], value)],
    ['TZ', data.timeZone, (value) => new v.TzProperty([], value)],
  ]
  writer.add(
    'FN',
    () => new v.FNProperty([], text(clean(data.fullName) || clean(data.phones[0]?.value ?? '') || '?')),
  )
  const kinds = { individual: 'individual', group: 'group', organisation: 'org', location: 'location' }
  const kind = new v.SpecialValueType('KindProperty', kinds[data.kind])
  writer.add('KIND', () => new v.KindProperty([], kind))
  const parts = [name.family, name.given, name.additional, name.prefix, name.suffix]
  if (parts.some((part) => part !== ''))
    writer.add('N', () => new v.NProperty([], new v.SpecialValueType('NProperty', parts.map(partText))))
  for (const [property, value, make] of texts) if (value !== '') writer.add(property, () => make(text(value)))
  const nicknames = data.nickname.split(',').flatMap((one) => one.trim() || [])
  if (nicknames.length > 0) writer.add('NICKNAME', () => new v.NicknameProperty([], list(nicknames)))
  if (data.categories.length > 0)
    writer.add('CATEGORIES', () => new v.CategoriesProperty([], list(data.categories)))
  const offices = [organisation, ...units].filter((one) => clean(one) !== '').map(text)
  if (offices.length > 0)
    writer.add('ORG', () => new v.OrgProperty([], new v.SpecialValueType('OrgProperty', offices)))
  if (data.revision !== '') {
    const moment = data.revision.replace(/[-:]/g, '')
    writer.add('REV', () => new v.RevProperty([], new v.DateTimeType('timestamp', moment)))
  }
  writeDate(writer, 'BDAY', data.birthday, v.BdayProperty)
  writeDate(writer, 'ANNIVERSARY', data.anniversary, v.AnniversaryProperty)
  for (const [kindOf, value] of [
    ['manager', data.manager],
    ['assistant', data.assistant],
  ] as const)
    if (value !== '')
      writer.add(`X-${kindOf.toUpperCase()}`, () => extended(`X-${kindOf.toUpperCase()}`, value))
}

function writeDate(
  writer: StrictWriter,
  name: string,
  date: CardData['birthday'],
  Made: typeof v.BdayProperty | typeof v.AnniversaryProperty,
): void {
  if (date === null) return
  const { value } = dateText(date, '4.0')
  writer.add(name, () =>
    date.text === ''
      ? new Made([], new v.DateTimeType('dateandortime', value))
      : new Made([new v.ValueParameter(new v.ParameterValueType('text'))], text(date.text)),
  )
}

function writeSeveral(writer: StrictWriter, data: CardData): void {
  for (const email of data.emails)
    writer.add(
      'EMAIL',
      () => new v.EmailProperty(paramsOf('EmailProperty', email), text(email.value)),
      email.label,
    )
  for (const phone of data.phones)
    writer.add('TEL', () => new v.TelProperty(paramsOf('TelProperty', phone), text(phone.value)), phone.label)
  for (const url of data.urls)
    writer.add(
      'URL',
      () => new v.URLProperty(paramsOf('URLProperty', url), new v.URIType(url.value)),
      url.label,
    )
  for (const address of data.addresses) {
    const { poBox, extended: second, street, locality, region, postalCode, country } = address
    const parts = [poBox, second, street, locality, region, postalCode, country].map(partText)
    const value = () => new v.SpecialValueType('AdrProperty', parts)
    writer.add('ADR', () => new v.AdrProperty(paramsOf('AdrProperty', address), value()), address.label)
  }
  for (const { service, value, place, preferred, label } of data.messengers) {
    const scheme = /^[a-z][a-z0-9+.-]*$/.test(service) ? service : 'x-messenger'
    const params = paramsOf('IMPPProperty', { place, preferred })
    writer.add('IMPP', () => new v.IMPPProperty(params, new v.URIType(`${scheme}:${value}`)), label)
  }
  for (const { label, value } of data.custom) writer.add('X-CUSTOM', () => extended('X-CUSTOM', value), label)
  for (const member of data.kind === 'group' ? data.members : [])
    writer.add('MEMBER', () => new v.MemberProperty([], new v.URIType(member)))
}

function paramsOf(
  target: string,
  { place, device = null, preferred }: Pick<Point, 'place' | 'preferred'> & { device?: Point['device'] },
): never[] {
  const types = [place, device].filter((type) => type !== null).map((type) => new v.ParameterValueType(type))
  const params: unknown[] = []
  if (types.length > 0) params.push(new v.TypeParameter(target, types.length === 1 ? types[0]! : types))
  if (preferred) params.push(new v.PrefParameter(new v.IntegerType(1)))
  return params as never[]
}

function text(value: string): v.TextType {
  return new v.TextType(clean(value))
}

function clean(value: string): string {
  return value.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n\t]/gu, '')
}

function list(values: readonly string[]): v.TextListType {
  return new v.TextListType(values.map(text))
}

/** An empty part is one that is missing; the types of the library do not say so. */
function partText(value: string): v.TextType {
  return (clean(value) === '' ? undefined : text(value)) as v.TextType
}

function extended(name: string, value: string): v.ExtendedProperty {
  return new v.ExtendedProperty(name, [], text(value))
}
