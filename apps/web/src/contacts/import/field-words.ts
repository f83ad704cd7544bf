import type { ImportColumnTarget } from '@staffetta/contract'
import type { Translate } from '@staffetta/i18n'

/** What a column may be, in the order people look for it. Of numbered ones a file brings more. */
export const offeredFields: readonly string[] = [
  'fullName',
  ...['given', 'family', 'additional', 'prefix', 'suffix'].map((part) => `name.${part}`),
  'nickname',
  ...['1', 'work', 'home', 'pec'].map((slot) => `emails.${slot}.value`),
  ...['work', 'cell', 'home', 'other', 'work-fax', 'home-fax', 'pager'].map((slot) => `phones.${slot}.value`),
  'organisation',
  'unit.1',
  'title',
  'role',
  'manager',
  'assistant',
  ...['work', 'home', 'other'].flatMap((place) =>
    ['street', 'postalCode', 'locality', 'region', 'country'].map((part) => `addresses.${place}.${part}`),
  ),
  'urls.1.value',
  'messengers.1.value',
  'birthday',
  'anniversary',
  'categories',
  'note',
]

const lists = {
  emails: 'email',
  phones: 'phone',
  urls: 'url',
  addresses: 'address',
  messengers: 'messenger',
  custom: 'custom',
} as const
const plain = [
  'fullName',
  'nickname',
  'organisation',
  'title',
  'role',
  'manager',
  'assistant',
  'birthday',
  'anniversary',
  'categories',
  'note',
  'timeZone',
  'members',
] as const
const nameParts = ['given', 'family', 'additional', 'prefix', 'suffix'] as const
const addressParts = ['street', 'extended', 'poBox', 'postalCode', 'locality', 'region', 'country'] as const
const dateParts = ['day', 'month', 'year'] as const

/** "Telefono (fax, lavoro)", "Indirizzo (casa): CAP". */
export function fieldWord(field: string, t: Translate): string {
  const [first = '', second = '', third = ''] = field.split('.')
  if (isOne(Object.keys(lists) as (keyof typeof lists)[], first)) {
    const word = t(`contacts.fields.${lists[first]}`)
    const kind = slotWord(second, t)
    const what = kind === '' ? word : t('contactsImport.ofKind', { what: word, kind })
    if (third === 'type') return t('contactsImport.kindOf', { what })
    const part = isOne(addressParts, third) ? t(`contacts.fields.${third}`) : ''
    return part === '' ? what : t('contactsImport.partOf', { what, part })
  }
  if (first === 'name' && isOne(nameParts, second)) return t(`contacts.fields.${second}`)
  if (first === 'phonetic')
    return second === 'given' ? t('contacts.fields.phonetic_given') : t('contacts.fields.phonetic_family')
  if (first === 'unit') return `${t('contacts.fields.office')}${second === '1' ? '' : ` ${second}`}`
  if (first === 'birthday' && isOne(dateParts, second))
    return t('contactsImport.partOf', {
      what: t('contacts.fields.birthday'),
      part: t(`contacts.form.${second}`),
    })
  if (isOne(plain, first)) return t(`contacts.fields.${first}`)
  return first === 'kind' ? t('contacts.form.kind') : first.toUpperCase()
}

/** A number from the second on; else words that say place and device. */
function slotWord(slot: string, t: Translate): string {
  const number = /^(?:\d+-)*(\d+)$/.exec(slot)?.[1]
  if (number !== undefined) return number === '1' ? '' : number
  const words = slot.split('-').map((word) => {
    if (word === 'work' || word === 'home') return t(`contacts.places.${word}`).toLowerCase()
    if (word === 'cell' || word === 'fax' || word === 'pager')
      return t(`contacts.devices.${word}`).toLowerCase()
    if (word === 'other') return ''
    return word === 'pec' ? 'PEC' : word
  })
  return words.filter((word) => word !== '').join(' ')
}

/** Which field differs, as a comparison names it. */
export function changedWord(field: string, t: Translate): string {
  if (field === 'phonetic' || field === 'photo' || field === 'name' || field === 'units')
    return t(`contacts.fields.${field}`).toLowerCase()
  if (field === 'keys') return t('contacts.keys.other').toLowerCase()
  return fieldWord(`${field}.1`, t).toLowerCase()
}

/** As the list of choices has it: a word for each target. */
export const valueOf = ({ kind, name }: ImportColumnTarget): string =>
  kind === 'field' ? `field ${name}` : kind

function isOne<Word extends string>(words: readonly Word[], word: string): word is Word {
  return (words as readonly string[]).includes(word)
}
