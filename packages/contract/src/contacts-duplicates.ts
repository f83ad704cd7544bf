import {
  CardDone,
  cardWritingErrors,
  contactsServerErrors,
  contactsUser,
  inBookErrors,
  onCardErrors,
} from './contacts-manners.ts'
import { BookId, CardChange, CardDetail, CardRef } from './contacts.ts'
import { defineRoute } from './route.ts'
import { array, boolean, object, oneOf, optional, string, type Static } from './schema.ts'

/** Two cards that may be one person's, and what speaks for it and against. */
export const Duplicate = object({
  refs: array(CardRef, { minItems: 2, maxItems: 2 }),
  /** certain: the name and something that one person alone has; a homonym never is. */
  level: oneOf('certain', 'likely', 'possible'),
  evidence: array(
    object({
      kind: oneOf(
        'uid',
        'email',
        'office-email',
        'mobile',
        'phone',
        'name',
        'short-name',
        'part-of-name',
        'initial',
        'other-name',
        'organisation',
        'birthday',
        'other-birthday',
      ),
      value: string(),
    }),
  ),
})
export type Duplicate = Static<typeof Duplicate>

/** What one can write into a card, and its picture. */
const mergedFields = [...(Object.keys(CardChange.properties) as (keyof CardChange)[]), 'photo'] as const
export type MergedField = (typeof mergedFields)[number]

/** What becomes of two cards that are made one, before it is done. */
export const MergePreview = object({
  kept: CardDetail,
  gone: CardDetail,
  fields: array(
    object({
      field: oneOf(...mergedFields),
      /** both: they say the same · kept, gone: one alone says something · union: of several all are taken · differ: a person decides. */
      state: oneOf('both', 'kept', 'gone', 'union', 'differ'),
    }),
  ),
})
export type MergePreview = Static<typeof MergePreview>

const Choice = optional(oneOf('kept', 'gone', 'both'))
/** Whose value is taken; `both` of several values and of notes. What is not named is taken as the preview says. */
export const MergeChoices = object(
  Object.fromEntries(mergedFields.map((field) => [field, Choice])) as Record<MergedField, typeof Choice>,
)
export type MergeChoices = Static<typeof MergeChoices>

const ReadCard = object({ ref: CardRef, etag: string({ maxLength: 1000 }) })

export const contactsDuplicates = {
  /** The surest first, in one book or in all one may write to; `more`: not all of them are read yet. */
  listDuplicates: defineRoute({
    ...contactsUser,
    method: 'GET',
    path: '/api/contacts/duplicates',
    query: object({ bookId: optional(BookId) }),
    answer: 'json',
    response: object({ duplicates: array(Duplicate), truncated: boolean(), more: boolean() }),
    errors: [...inBookErrors],
  }),
  /** They are not one person: it is not proposed again, until that is taken back. */
  setNotSame: defineRoute({
    ...contactsUser,
    method: 'PUT',
    path: '/api/contacts/duplicates/not-same',
    body: object({ refs: array(CardRef, { minItems: 2, maxItems: 2 }), notSame: boolean() }),
    answer: 'empty',
    errors: [...contactsServerErrors, 'contacts/book-gone', 'contacts/card-gone'],
  }),
  previewMerge: defineRoute({
    ...contactsUser,
    method: 'GET',
    path: '/api/contacts/merge',
    query: object({ kept: CardRef, gone: CardRef }),
    answer: 'json',
    response: MergePreview,
    errors: [...onCardErrors],
  }),
  /**
   * The kept card gets what the other has, groups name it instead, and the other is removed, last. `etag`: what the person saw;
   * another by now is a conflict.
   */
  mergeCards: defineRoute({
    ...contactsUser,
    method: 'POST',
    path: '/api/contacts/merge',
    body: object({ kept: ReadCard, gone: ReadCard, choices: MergeChoices }),
    answer: 'json',
    response: CardDone,
    errors: [...onCardErrors, ...cardWritingErrors],
  }),
} as const
