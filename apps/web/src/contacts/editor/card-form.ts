import {
  blankCard,
  type CardAddress,
  type CardChange,
  type CardDate,
  type CardFields,
  type CardMessenger,
  type CardPoint,
} from '@staffetta/contract'
import type { NewCard } from '../state/new-card.ts'

export type FieldName = keyof CardChange

/** The parts of the form that are not there for everybody: offered where they are empty. */
export const offered = [
  'wholeName',
  'fullName',
  'nickname',
  'phonetic',
  'role',
  'people',
  'addresses',
  'urls',
  'messengers',
  'birthday',
  'anniversary',
  'timeZone',
  'custom',
] as const
export type Offered = (typeof offered)[number]

export function newFields({ fullName = '', organisation = '', emails = [] }: NewCard): CardFields {
  const words = fullName.trim().split(/\s+/).filter(Boolean)
  return {
    ...blankCard,
    // "Lucia Sarti": what comes last is the family name, until somebody says otherwise.
    name: { ...blankCard.name, given: words.slice(0, -1).join(' '), family: words.at(-1) ?? '' },
    fullName,
    organisation,
    emails: emails.map((value) => ({ ...point('work'), value })),
  }
}

const several = { id: null, label: '', preferred: false }

export const point = (place: CardPoint['place'], device: CardPoint['device'] = null): CardPoint => ({
  ...several,
  place,
  value: '',
  device,
})
export const address = (): CardAddress => ({
  ...several,
  place: 'work',
  poBox: '',
  extended: '',
  street: '',
  locality: '',
  region: '',
  postalCode: '',
  country: '',
})
export const messenger = (): CardMessenger => ({ ...several, place: null, value: '', service: '' })

/** As one says it, out of its parts. */
function spokenName({ prefix, given, additional, family, suffix }: CardFields['name']): string {
  return [prefix, given, additional, family, suffix]
    .map((part) => part.trim())
    .filter(Boolean)
    .join(' ')
}

/** The form with other parts of the name: the name that is said follows, unless somebody gave it one of its own. */
export function withName(fields: CardFields, part: Partial<CardFields['name']>): CardFields {
  const name = { ...fields.name, ...part }
  const follows = fields.fullName === '' || fields.fullName === spokenName(fields.name)
  return { ...fields, name, ...(follows && { fullName: spokenName(name) }) }
}

/** Which of the offered parts have something in them. */
export function isFilled(part: Offered, fields: CardFields): boolean {
  const { name, phonetic, manager, assistant } = fields
  switch (part) {
    case 'wholeName':
      return name.prefix + name.additional + name.suffix !== ''
    case 'fullName':
      return fields.kind === 'individual' && fields.fullName !== spokenName(name)
    case 'phonetic':
      return phonetic.given + phonetic.family !== ''
    case 'people':
      return manager + assistant !== ''
    case 'birthday':
    case 'anniversary':
      return fields[part] !== null
    default:
      return fields[part].length > 0
  }
}

const fieldNames = Object.keys(blankCard).filter((name) => name !== 'kind') as FieldName[]

/** What is to be stored: without what was added and left empty, and with a name to be said. */
export function cleaned(fields: CardFields): CardFields {
  const filled = <Item extends { value: string }>(items: Item[]) =>
    items.map((item) => ({ ...item, value: item.value.trim() })).filter(({ value }) => value !== '')
  const emails = filled(fields.emails)
  const organisation = fields.organisation.trim()
  return {
    ...fields,
    organisation,
    emails,
    phones: filled(fields.phones),
    urls: filled(fields.urls),
    messengers: filled(fields.messengers),
    custom: filled(fields.custom),
    addresses: fields.addresses.filter((one) => addressText(one) !== ''),
    units: fields.units.map((unit) => unit.trim()).filter(Boolean),
    birthday: knownDate(fields.birthday),
    anniversary: knownDate(fields.anniversary),
    fullName: fields.fullName.trim() || spokenName(fields.name) || organisation || (emails[0]?.value ?? ''),
  }
}

export const addressText = ({
  poBox,
  extended,
  street,
  postalCode,
  locality,
  region,
  country,
}: CardAddress): string =>
  [poBox, extended, street, postalCode, locality, region, country].filter(Boolean).join(', ')

const knownDate = (date: CardDate | null): CardDate | null =>
  date === null || (date.year === null && date.month === null && date.day === null && date.text === '')
    ? null
    : date

/** What is different; nothing else is written. */
export function changesOf(before: CardFields, after: CardFields): CardChange {
  return Object.fromEntries(
    fieldNames.filter((name) => !isSame(before[name], after[name])).map((name) => [name, after[name]]),
  )
}

export const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/** What both changed, and not to the same. */
export function inConflict(base: CardFields, mine: CardChange, theirs: CardFields): FieldName[] {
  return (Object.keys(mine) as FieldName[]).filter(
    (name) => !isSame(base[name], theirs[name]) && !isSame(mine[name], theirs[name]),
  )
}
