import type {
  CardChange,
  CardDetail,
  CardRef,
  Duplicate,
  MergeChoices,
  MergedField,
  MergePreview,
} from '@staffetta/contract'
import type { MessageKey, Translate } from '@staffetta/i18n'
import { valuesOf } from '../card/values.ts'

/** Whose value a field gets: that of one of the two cards by its name, or both. */
export type Chosen = Partial<Record<MergedField, CardRef | 'both'>>

export interface MergeRow {
  field: MergedField
  /** differ: one of the two · several: either's, or all · note: either's, or one below the other · one: only one has any. */
  kind: 'differ' | 'several' | 'note' | 'one'
  /** In the order of the two cards. */
  values: readonly [string[], string[]]
}

const order: MergedField[] = [
  'photo',
  'fullName',
  'name',
  'phonetic',
  'nickname',
  'title',
  'role',
  'organisation',
  'units',
  'manager',
  'assistant',
  'emails',
  'phones',
  'messengers',
  'urls',
  'addresses',
  'birthday',
  'anniversary',
  'categories',
  'timeZone',
  'custom',
  'members',
  'note',
]

/** What a person has to look at, and what both say alike. */
export function rowsOf(
  { kept, gone, fields }: MergePreview,
  locale: string,
): { rows: MergeRow[]; alike: MergedField[] } {
  const states = new Map(fields.map(({ field, state }) => [field, state]))
  const rows: MergeRow[] = []
  const alike: MergedField[] = []
  for (const field of order) {
    const state = states.get(field)
    if (state === undefined) continue
    const [whole, parts] = [states.get('fullName'), states.get('name')]
    // The name in its parts goes along with the name one reads, unless they are alike in that alone.
    if (field === 'name' && whole !== undefined && (whole !== 'both' || state === 'both')) continue
    if (state === 'both') {
      if (field !== 'fullName' || parts === undefined || parts === 'both') alike.push(field)
      continue
    }
    const values = [kept, gone].map((card) => shown(card, field, locale)) as [string[], string[]]
    const one = state === 'kept' || state === 'gone'
    const kind = one ? 'one' : state === 'union' ? 'several' : field === 'note' ? 'note' : 'differ'
    rows.push({ field, kind, values })
  }
  return { rows, alike }
}

function shown({ fields, ref }: CardDetail, field: MergedField, locale: string): string[] {
  return field === 'photo' ? [ref] : valuesOf(field as keyof CardChange, fields, locale)
}

/** What is chosen where nobody chose: of several all, else as the card that stays has it. */
export function chosenFor({ field, kind }: MergeRow, chosen: Chosen, kept: CardRef): CardRef | 'both' {
  return chosen[field] ?? (kind === 'several' || kind === 'note' ? 'both' : kept)
}

/** The choices in the words of the wire, for the card that stays. */
export function choicesOf(chosen: Chosen, kept: CardRef): MergeChoices {
  const said = Object.entries(chosen).map(([field, whose]) => [
    field,
    whose === 'both' ? 'both' : whose === kept ? 'kept' : 'gone',
  ])
  const choices = Object.fromEntries(said) as MergeChoices
  return { ...choices, ...(choices.fullName && { name: choices.fullName }) }
}

/** What speaks for it and against, in words: "stesso indirizzo e-mail, nome simile". */
export function evidenceWords(evidence: Duplicate['evidence'], t: Translate): string {
  const words = evidence.map(({ kind }) => t(`contacts.duplicates.evidence.${kind}` satisfies MessageKey))
  if (words.length === 1 && evidence[0]?.kind === 'name') return t('contacts.duplicates.nameOnly')
  const text = words.join(', ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}
