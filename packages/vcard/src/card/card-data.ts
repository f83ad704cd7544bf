import type { Version } from '../text/read-cards.ts'

/** What a card says, in the words of no version. Texts are trimmed; what is missing is an empty text, an empty list or null. */
export interface CardData {
  version: Version
  uid: string
  kind: 'individual' | 'group' | 'organisation' | 'location'
  /** FN; where it is missing, put together from the name, the organisation or an address. */
  fullName: string
  name: PersonName
  phonetic: { family: string; given: string }
  nickname: string
  emails: Point[]
  phones: Point[]
  addresses: PostalAddress[]
  urls: Point[]
  messengers: Messenger[]
  organisation: string
  /** Parts of the organisation, the greater first. */
  units: string[]
  title: string
  role: string
  manager: string
  assistant: string
  birthday: PartialDate | null
  anniversary: PartialDate | null
  categories: string[]
  note: string
  timeZone: string
  photo: Photo | null
  keys: Key[]
  /** What a person named themselves, or another program under a name of its own. */
  custom: CustomField[]
  /** Of a group: `urn:uuid:…` or `mailto:…`. */
  members: string[]
  /** Moment of the last change as the card says it, ISO 8601; empty where it does not. */
  revision: string
}

export interface PersonName {
  family: string
  given: string
  additional: string
  prefix: string
  suffix: string
}

export type Place = 'work' | 'home'
export type Device = 'cell' | 'fax' | 'pager' | 'video' | 'text'

/** One of several values; `id` names its line for as long as nobody changes it. */
interface Several {
  id: string
  place: Place | null
  /** A name somebody gave it. */
  label: string
  preferred: boolean
}

/** An address of mail or of the web, or a number. */
export interface Point extends Several {
  value: string
  /** Of a number. */
  device: Device | null
}

export interface PostalAddress extends Several {
  poBox: string
  extended: string
  street: string
  locality: string
  region: string
  postalCode: string
  country: string
}

export interface Messenger extends Several {
  value: string
  /** `xmpp`, `skype`, … in lower case; empty where it is not said. */
  service: string
}

export interface CustomField {
  id: string
  label: string
  value: string
}

/** A date of which the year, or the day, may not be known. */
export interface PartialDate {
  year: number | null
  month: number | null
  day: number | null
  /** As it is written, where it is no date. */
  text: string
}

/** A picture that lies in the card, or elsewhere. */
export type Photo =
  | { kind: 'inline'; mediaType: string; /** In octets. */ size: number }
  | { kind: 'link'; uri: string }

export interface Key {
  id: string
  kind: 'pgp' | 'x509' | 'other'
  /** Where it lies; empty when it is in the card. */
  uri: string
  size: number
}
