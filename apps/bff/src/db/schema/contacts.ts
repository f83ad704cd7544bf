import type { Generated } from 'kysely'

/** What one person chose about one address book. */
export interface BookChoiceTable {
  account_id: string
  tenant_id: string
  href: string
  is_default: boolean
  /** Somebody shares it, and the person does not want it in their list. */
  removed: Generated<boolean>
  colour: string | null
}

/** Whom somebody writes mail to. */
export interface WrittenToTable {
  account_id: string
  tenant_id: string
  address: string
  name: string
  times: number
  last_at: Date
}

/** A card somebody put a star on, wherever it lies. */
export interface FavouriteTable {
  account_id: string
  tenant_id: string
  uid: string
}

export interface SavedSearchTable {
  account_id: string
  tenant_id: string
  id: string
  name: string
  text: string
  /** Null: in all books. */
  book_id: string | null
}

export interface ContactNotSameTable {
  tenant_id: string
  account_id: string
  one: string
  other: string
}
