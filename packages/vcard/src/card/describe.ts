import { partsOf, textOf } from '../text/property.ts'
import type { Card } from '../text/read-cards.ts'
import type { CardData, PersonName } from './card-data.ts'
import { CardReader } from './card-reader.ts'
import { dataIn } from './inline-data.ts'
import { lineIds } from './line-id.ts'

/** What a card says, as far as it can be read. Never throws. */
export function describe(card: Card): CardData {
  const reader = new CardReader(card)
  const name = reader.personName()
  const [organisation = '', ...units] = partsOf(reader.first('ORG'))
  const emails = reader.points('EMAIL')
  const fullName = reader.text('FN') || spokenName(name) || organisation || (emails[0]?.value ?? '')
  return {
    version: card.version,
    uid: reader.text('UID'),
    kind: reader.kind(),
    fullName,
    name,
    phonetic: reader.phonetic(),
    nickname: reader.text('NICKNAME'),
    emails,
    phones: reader.points('TEL').flatMap((point) => {
      const value = point.value.replace(/^tel:/i, '').trim()
      return value === '' ? [] : [{ ...point, value }]
    }),
    addresses: reader.addresses(),
    urls: reader.points('URL'),
    messengers: reader.messengers(),
    organisation,
    units: units.filter((unit) => unit !== ''),
    title: reader.text('TITLE'),
    role: reader.text('ROLE'),
    manager: reader.related('manager', [
      'X-MANAGER',
      'X-EVOLUTION-MANAGER',
      'X-MS-MANAGER',
      'X-KADDRESSBOOK-X-MANAGERSNAME',
    ]),
    assistant: reader.related('assistant', [
      'X-ASSISTANT',
      'X-EVOLUTION-ASSISTANT',
      'X-MS-ASSISTANT',
      'X-KADDRESSBOOK-X-ASSISTANTSNAME',
    ]),
    birthday: reader.date('BDAY'),
    anniversary:
      reader.date('ANNIVERSARY') ??
      reader.date('X-ANNIVERSARY') ??
      reader.date('X-EVOLUTION-ANNIVERSARY') ??
      reader.date('X-KADDRESSBOOK-X-ANNIVERSARY'),
    categories: reader.categories(),
    note: reader.all('NOTE').map(textOf).join('\n\n').trim(),
    timeZone: reader.text('TZ'),
    photo: reader.photo(),
    keys: reader.keys(),
    custom: reader.custom(),
    members: reader.members(),
    revision: reader.revision(),
  }
}

/** The name as one says it: title, given names, family. */
export function spokenName({ prefix, given, additional, family, suffix }: PersonName): string {
  return [prefix, given, additional, family, suffix].filter((part) => part !== '').join(' ')
}

/** The octets of the photo that lies in a card, or of the key with this id. */
export function octetsOf(card: Card, what: 'photo' | { key: string }): Buffer | undefined {
  const line =
    what === 'photo'
      ? card.lines.find(({ name }) => name === 'PHOTO')
      : [...lineIds(card.lines)].find(([{ name }, id]) => name === 'KEY' && id === what.key)?.[0]
  const inline = line && dataIn(line)
  return inline && Buffer.from(inline.base64, 'base64')
}
