import { createTranslator, loadAreaCatalogue, loadCatalogue, type Locale } from '@staffetta/i18n'
import { expect, test } from 'vitest'
import { changedWord, fieldWord, offeredFields } from './field-words.ts'

async function translator(locale: Locale) {
  return createTranslator(locale, await loadCatalogue(locale), await loadAreaCatalogue('contacts', locale))
}

test.each(['it', 'en'] as const)(
  'every place a column may go to has a name of its own in %s',
  async (locale) => {
    const t = await translator(locale)
    const words = offeredFields.map((field) => fieldWord(field, t))
    expect(words.filter((word) => /\.|^$/.test(word))).toEqual([])
    expect(new Set(words).size).toBe(words.length)
  },
)

test('what a file brings besides is named, too', async () => {
  const t = await translator('it')
  const named = [
    'emails.2.value',
    'emails.1-2.value',
    'phones.3.type',
    'addresses.home.street',
    'birthday.year',
    'uid',
  ]
  expect(named.map((field) => fieldWord(field, t))).toEqual([
    'E-mail (2)',
    'E-mail (2)',
    'Telefono (3): tipo',
    'Indirizzo (casa): Via e numero',
    'Compleanno: Anno',
    'UID',
  ])
  expect(['emails', 'photo', 'units', 'title'].map((field) => changedWord(field, t))).toEqual([
    'e-mail',
    'foto',
    'uffici',
    'qualifica',
  ])
})
