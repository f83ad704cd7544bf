import { Instant } from './ids.ts'
import { array, boolean, integer, nullable, object, oneOf, optional, string, type Static } from './schema.ts'

/** Opaque: one address book. */
export const BookId = string({ minLength: 1, maxLength: 1400, pattern: '^[A-Za-z0-9_-]+$' })
export type BookId = Static<typeof BookId>

/** Opaque: one card, in its book. */
export const CardRef = string({
  minLength: 3,
  maxLength: 2800,
  pattern: '^[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+$',
})
export type CardRef = Static<typeof CardRef>

const Colour = oneOf('petrolio', 'bosco', 'senape', 'ruggine', 'lampone', 'viola', 'cielo', 'ardesia')
const Short = string({ maxLength: 1000 })
const Note = string({ maxLength: 200_000 })

export const Book = object({
  id: BookId,
  name: string(),
  colour: Colour,
  description: string(),
  /** own; shared: somebody else's, or an office's; directory: the tenant's, kept by its administrators. */
  kind: oneOf('own', 'shared', 'directory'),
  owner: nullable(string()),
  /** New cards go here unless said otherwise. */
  isDefault: boolean(),
  /** People in it, groups not counted. */
  count: integer(),
  can: object({ write: boolean(), rename: boolean(), remove: boolean(), share: boolean(), leave: boolean() }),
  /** ready: what is shown is what the server has · syncing: the first reading goes on, `progress` of 100 · failed: `error`. */
  state: oneOf('ready', 'syncing', 'failed'),
  progress: nullable(integer()),
  error: nullable(string()),
})
export type Book = Static<typeof Book>

/** What a list, a search and the completion of an address need of a card: small, there may be twenty thousand. */
export const CardRow = object({
  ref: CardRef,
  uid: string(),
  kind: oneOf('individual', 'group', 'organisation', 'location'),
  /** As one says it: "Lucia Sarti". */
  name: string(),
  /** As lists are sorted: "Sarti Lucia". */
  sortName: string(),
  nickname: string(),
  organisation: string(),
  /** The smallest part of the organisation that is named. */
  office: string(),
  /** The parts it lies in, the largest first. */
  units: array(string()),
  title: string(),
  emails: array(string()),
  phones: array(string()),
  categories: array(string()),
  /** Changes with the picture; empty where the card has none. */
  photo: string(),
  /** Of a group: UIDs, or addresses as `mailto:`. */
  members: array(string()),
  /** What the card says of its last change. */
  changedAt: optional(Instant),
  /** Why nothing of it can be shown: only its source can be had. */
  problem: nullable(oneOf('unreadable', 'too-large', 'not-fetched')),
})
export type CardRow = Static<typeof CardRow>

const Place = nullable(oneOf('work', 'home'))
/** The line of a card, for as long as nobody changes it; null: new. */
const Id = nullable(string({ maxLength: 40 }))
const several = { id: Id, place: Place, label: string({ maxLength: 200 }), preferred: boolean() }

/** A mail address, a number, an address of the web. */
export const CardPoint = object({
  ...several,
  value: Short,
  device: nullable(oneOf('cell', 'fax', 'pager', 'video', 'text')),
})
export type CardPoint = Static<typeof CardPoint>

export const CardAddress = object({
  ...several,
  poBox: Short,
  extended: Short,
  street: Short,
  locality: Short,
  region: Short,
  postalCode: Short,
  country: Short,
})
export type CardAddress = Static<typeof CardAddress>

export const CardMessenger = object({ ...several, value: Short, service: string({ maxLength: 60 }) })
export type CardMessenger = Static<typeof CardMessenger>

/** A date of which the year, or the day, may not be known; `text` where it is none. */
export const CardDate = object({
  year: nullable(integer({ minimum: 0, maximum: 9999 })),
  month: nullable(integer({ minimum: 1, maximum: 12 })),
  day: nullable(integer({ minimum: 1, maximum: 31 })),
  text: string({ maxLength: 200 }),
})
export type CardDate = Static<typeof CardDate>

const fields = {
  kind: oneOf('individual', 'group', 'organisation', 'location'),
  fullName: Short,
  name: object({ family: Short, given: Short, additional: Short, prefix: Short, suffix: Short }),
  phonetic: object({ family: Short, given: Short }),
  nickname: Short,
  emails: array(CardPoint, { maxItems: 100 }),
  phones: array(CardPoint, { maxItems: 100 }),
  addresses: array(CardAddress, { maxItems: 50 }),
  urls: array(CardPoint, { maxItems: 100 }),
  messengers: array(CardMessenger, { maxItems: 100 }),
  organisation: Short,
  units: array(Short, { maxItems: 20 }),
  title: Short,
  role: Short,
  manager: Short,
  assistant: Short,
  birthday: nullable(CardDate),
  anniversary: nullable(CardDate),
  categories: array(string({ minLength: 1, maxLength: 200 }), { maxItems: 100 }),
  note: Note,
  timeZone: string({ maxLength: 200 }),
  custom: array(object({ id: Id, label: string({ maxLength: 200 }), value: Note }), { maxItems: 100 }),
  members: array(string({ minLength: 1, maxLength: 1000 }), { maxItems: 2000 }),
}

/** Whose day it is, whichever the year; of people in books one keeps oneself or is lent. */
export const Birthday = object({
  ref: CardRef,
  bookId: BookId,
  name: string(),
  month: integer({ minimum: 1, maximum: 12 }),
  day: integer({ minimum: 1, maximum: 31 }),
  /** Of birth; null where it is not known. */
  year: nullable(integer()),
})
export type Birthday = Static<typeof Birthday>

/** What one can write into a card. The picture goes by itself. */
export const CardFields = object(fields)
export type CardFields = Static<typeof CardFields>

/** What is to be changed of it; what is not named stays to the letter. */
export const CardChange = object({
  fullName: optional(fields.fullName),
  name: optional(fields.name),
  phonetic: optional(fields.phonetic),
  nickname: optional(fields.nickname),
  emails: optional(fields.emails),
  phones: optional(fields.phones),
  addresses: optional(fields.addresses),
  urls: optional(fields.urls),
  messengers: optional(fields.messengers),
  organisation: optional(fields.organisation),
  units: optional(fields.units),
  title: optional(fields.title),
  role: optional(fields.role),
  manager: optional(fields.manager),
  assistant: optional(fields.assistant),
  birthday: optional(fields.birthday),
  anniversary: optional(fields.anniversary),
  categories: optional(fields.categories),
  note: optional(fields.note),
  timeZone: optional(fields.timeZone),
  custom: optional(fields.custom),
  members: optional(fields.members),
})
export type CardChange = Static<typeof CardChange>

export const CardDetail = object({
  ref: CardRef,
  bookId: BookId,
  uid: string(),
  etag: string(),
  version: oneOf('2.1', '3.0', '4.0'),
  fields: CardFields,
  photo: nullable(
    object({ /** Where it lies, if not in the card: shown only when asked for. */ link: string() }),
  ),
  keys: array(object({ id: string(), kind: oneOf('pgp', 'x509', 'other'), link: string(), size: integer() })),
  changedAt: nullable(Instant),
  can: object({ write: boolean() }),
})
export type CardDetail = Static<typeof CardDetail>
