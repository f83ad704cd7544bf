import type { CardData, PartialDate } from '../card/card-data.ts'
import { plainEmail, plainPhone } from './normal.ts'

const listFields = [
  'emails',
  'phones',
  'urls',
  'addresses',
  'messengers',
  'categories',
  'custom',
  'members',
] as const
export type ListField = (typeof listFields)[number]
const textFields = [
  'fullName',
  'nickname',
  'organisation',
  'title',
  'role',
  'manager',
  'assistant',
  'note',
  'timeZone',
] as const
export type ContentField =
  | ListField
  | (typeof textFields)[number]
  | 'name'
  | 'phonetic'
  | 'units'
  | 'birthday'
  | 'anniversary'

/** What a card says, field by field: `keys` to compare, one a value, and `shown` to show. */
export type Content = Record<ContentField, { keys: string[]; shown: string[] }>

export function isList(field: ContentField): field is ListField {
  return (listFields as readonly string[]).includes(field)
}

const known = new WeakMap<CardData, Content>()

export function contentOf(data: CardData): Content {
  const said = known.get(data)
  if (said !== undefined) return said
  const { name } = data
  const texts = Object.fromEntries(textFields.map((field) => [field, one(data[field])]))
  const content = {
    ...texts,
    name: one(
      [name.prefix, name.given, name.additional, name.family, name.suffix].join('|'),
      spoken(Object.values(name)),
    ),
    phonetic: one(
      [data.phonetic.given, data.phonetic.family].join('|'),
      spoken(Object.values(data.phonetic)),
    ),
    units: one(data.units.join('|'), data.units.join(', ')),
    birthday: one(dateKey(data.birthday)),
    anniversary: one(dateKey(data.anniversary)),
    emails: many(data.emails, ({ value }) => plainEmail(value)),
    phones: many(data.phones, ({ value }) => plainPhone(value) || value),
    urls: many(data.urls, ({ value }) => value.replace(/\/$/, '')),
    addresses: many(data.addresses, ({ poBox, extended, street, locality, region, postalCode, country }) =>
      [poBox, extended, street, postalCode, locality, region, country]
        .filter((part) => part !== '')
        .join(', '),
    ),
    messengers: many(data.messengers, ({ service, value }) => `${service}:${value}`),
    categories: many(data.categories, (category) => category),
    custom: many(data.custom, ({ label, value }) => (label === '' ? value : `${label}: ${value}`)),
    members: many(data.members, (member) => member.toLowerCase()),
  } as Content
  known.set(data, content)
  return content
}

function one(text: string, shown = text): { keys: string[]; shown: string[] } {
  const key = text.normalize('NFC').replace(/\s+/g, ' ').trim()
  return key.replaceAll('|', '') === '' ? { keys: [], shown: [] } : { keys: [key], shown: [shown] }
}

function many<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): { keys: string[]; shown: string[] } {
  const shown = items.map((item) =>
    typeof item === 'object' && item && 'value' in item ? String(item.value) : keyOf(item),
  )
  return { keys: items.map((item) => keyOf(item).normalize('NFC').replace(/\s+/g, ' ').trim()), shown }
}

function spoken(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' ')
}

function dateKey(date: PartialDate | null): string {
  return date === null ? '' : date.text || [date.year ?? '', date.month ?? '', date.day ?? ''].join('-')
}
