import type { CardData, CustomField, Messenger, Point, PostalAddress } from '../card/card-data.ts'

/** Of what there are several: with the id of its line, or null for what is new. */
export type Draft<Item extends { id: string }> = Omit<Item, 'id'> & { id: string | null }

/** What is to be changed; what is not named stays as it is, every other property to the letter. */
export interface CardChange extends Partial<
  Pick<
    CardData,
    | 'fullName'
    | 'name'
    | 'phonetic'
    | 'nickname'
    | 'organisation'
    | 'units'
    | 'title'
    | 'role'
    | 'manager'
    | 'assistant'
    | 'birthday'
    | 'anniversary'
    | 'categories'
    | 'note'
    | 'timeZone'
    | 'members'
  >
> {
  emails?: readonly Draft<Point>[]
  phones?: readonly Draft<Point>[]
  addresses?: readonly Draft<PostalAddress>[]
  urls?: readonly Draft<Point>[]
  messengers?: readonly Draft<Messenger>[]
  custom?: readonly Draft<CustomField>[]
  /** Octets of a picture that was re-encoded; null takes it away. */
  photo?: { mediaType: string; octets: Uint8Array } | null
}
