import type { CardData } from '../card/card-data.ts'
import { describe, octetsOf } from '../card/describe.ts'
import { applyChange } from '../edit/apply-change.ts'
import { CardEditor } from '../edit/card-editor.ts'
import type { CardChange } from '../edit/change.ts'
import { convertCard } from '../formats/convert.ts'
import { rewritten } from '../text/line.ts'
import { withValue } from '../text/property.ts'
import type { Card } from '../text/read-cards.ts'
import { contentOf, type Content, type ContentField, isList, type ListField } from './content.ts'

/** What becomes of each field when `gone` is merged into `kept`. */
export interface MergePlan {
  fields: MergeField[]
}

export interface MergeField {
  field: ContentField | 'photo'
  /** both: they say the same · kept, gone: one alone says something · union: of several all are taken · differ: a person decides. */
  state: 'both' | 'kept' | 'gone' | 'union' | 'differ'
  kept: string[]
  gone: string[]
}

/**
 * `both`: of several all, of notes one below the other. What is not chosen is taken from whoever has it, of several from both; where
 * they differ it stays as the kept card has it.
 */
export type MergeChoices = Partial<Record<ContentField | 'photo', 'kept' | 'gone' | 'both'>>

export function mergePlan(kept: Card, gone: Card): MergePlan {
  const [a, b] = [describe(kept), describe(gone)]
  const [mine, theirs] = [contentOf(a), contentOf(b)]
  const fields = (Object.keys(mine) as ContentField[]).flatMap((field): MergeField[] => {
    const state = stateOf(field, mine, theirs)
    return state === undefined ? [] : [{ field, state, kept: mine[field].shown, gone: theirs[field].shown }]
  })
  const photo = (card: Card, { photo: said }: CardData) =>
    said === null ? '' : said.kind === 'link' ? said.uri : octetsOf(card, 'photo')!.toString('base64')
  const [own, other] = [photo(kept, a), photo(gone, b)]
  if (own !== '' || other !== '') {
    const state = own === other ? 'both' : own === '' ? 'gone' : other === '' ? 'kept' : 'differ'
    fields.push({ field: 'photo', state, kept: [], gone: [] })
  }
  return { fields }
}

function stateOf(field: ContentField, mine: Content, theirs: Content): MergeField['state'] | undefined {
  const [a, b] = [mine[field].keys, theirs[field].keys]
  if (a.length === 0 && b.length === 0) return undefined
  if (b.length === 0) return 'kept'
  if (a.length === 0) return 'gone'
  if (isList(field))
    return new Set([...a, ...b]).size === new Set(a).size && new Set(b).size === new Set(a).size
      ? 'both'
      : 'union'
  return a.join('\n') === b.join('\n') ? 'both' : 'differ'
}

/**
 * The kept card with what the other adds; the other is then to be removed. What no field shows (keys, pictures of other kinds,
 * properties of other programs) comes along line by line.
 */
export function mergeCards(kept: Card, gone: Card, choices: MergeChoices, { now }: { now: string }): Card {
  const theirs = describe(gone)
  const change: Record<string, unknown> = {}
  for (const { field, state } of mergePlan(kept, gone).fields) {
    const choice = choices[field]
    if (choice === 'kept') continue
    if (field === 'photo') {
      if (state === 'gone' || choice === 'gone') change['photo'] = photoOf(gone, theirs)
    } else if (isList(field)) {
      if (choice === 'gone') change[field] = (theirs[field] as (object | string)[]).map(asNew)
      else if (state !== 'kept' && state !== 'both') change[field] = unionOf(describe(kept), theirs, field)
    } else if (field === 'note' && state === 'differ' && (choice === 'both' || choice === undefined))
      change['note'] = `${describe(kept).note}\n\n${theirs.note}`
    else if (state === 'gone' || choice === 'gone') change[field] = theirs[field]
  }
  if (change['photo'] === undefined) delete change['photo']
  return withUnshown(applyChange(kept, change as CardChange, { now }), gone, { now })
}

export function photoOf(card: Card, { photo }: CardData): CardChange['photo'] | undefined {
  const octets = photo?.kind === 'inline' ? octetsOf(card, 'photo') : undefined
  return octets && photo?.kind === 'inline'
    ? { mediaType: photo.mediaType || 'image/jpeg', octets }
    : undefined
}

/** All that is kept, as it is, and after it what the other has more. */
export function unionOf(kept: CardData, other: CardData, field: ListField): unknown[] {
  const known = new Set(contentOf(kept)[field].keys)
  const more = (other[field] as (string | { id: string })[]).filter((_, at) => {
    const key = contentOf(other)[field].keys[at]!
    return !known.has(key) && known.add(key)
  })
  // Two can not both be the one that is preferred.
  const drafts = more.map((one) => (typeof one === 'string' ? one : { ...one, id: null, preferred: false }))
  return [...kept[field], ...drafts]
}

/** An id names a line of the card it came from. */
function asNew(one: object | string): object | string {
  return typeof one === 'string' ? one : { ...one, id: null }
}

const shown = new Set(
  `FN N NICKNAME EMAIL TEL ADR LABEL URL IMPP ORG TITLE ROLE RELATED BDAY ANNIVERSARY CATEGORIES NOTE TZ PHOTO UID KIND MEMBER
  REV PRODID VERSION SOURCE XML CLIENTPIDMAP SORT-STRING CREATED X-MANAGER X-ASSISTANT X-ANNIVERSARY X-ABLABEL X-ABADR X-ABSHOWAS
  X-ADDRESSBOOKSERVER-KIND X-ADDRESSBOOKSERVER-MEMBER X-PHONETIC-FIRST-NAME X-PHONETIC-LAST-NAME X-ABUID X-SKYPE X-JABBER X-AIM
  X-ICQ X-MSN X-YAHOO X-GTALK X-SKYPE-USERNAME X-CUSTOM X-CUSTOM1 X-CUSTOM2 X-CUSTOM3 X-CUSTOM4 X-ABDATE
  X-ABRELATEDNAMES`.split(/\s+/),
)

/** The lines of the other that no field shows, where they are not there. */
export function withUnshown(kept: Card, gone: Card, { now }: { now: string }): Card {
  // In 2.1 it could not be said.
  if (kept.version === '2.1') return kept
  const editor = new CardEditor(kept)
  const same = new Set(kept.lines.map(({ name, value }) => `${name}:${value.trim()}`))
  for (const line of convertCard(gone, kept.version).lines)
    if (line.name !== '' && !shown.has(line.name) && !same.has(`${line.name}:${line.value.trim()}`))
      editor.add(line.group === '' ? line : rewritten({ group: '', name: line.name }, line.head, line.value))
  if (editor.lines.length === kept.lines.length) return kept
  editor.set('REV', (line) => withValue(line, now.replace(/\.\d+Z$/, 'Z'), kept.version))
  return editor.card
}

/** A group in which the kept card stands for the one that is gone; undefined where that was no member. */
export function replaceMember(
  group: Card,
  { gone, kept }: { gone: string; kept: string },
  { now }: { now: string },
): Card | undefined {
  const { members } = describe(group)
  const plain = (uid: string) => uid.replace(/^urn:uuid:/i, '').toLowerCase()
  if (!members.some((member) => plain(member) === plain(gone))) return undefined
  const uri = kept.startsWith('urn:') ? kept : `urn:uuid:${kept}`
  const others = members.filter((member) => plain(member) !== plain(gone))
  const isThere = others.some((member) => plain(member) === plain(kept))
  return applyChange(group, { members: isThere ? others : [...others, uri] }, { now })
}
