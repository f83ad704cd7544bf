import type { CardData } from '../card/card-data.ts'
import type { CardChange } from '../edit/change.ts'

/** What a new card is made of; an empty `uid`: the file says none. */
export interface NewCard {
  uid: string
  fields: CardChange & { kind: CardData['kind'] }
}
