import { expect, test } from 'vitest'
import { catalogue as checksEn } from './catalogue-admin-checks-en.ts'
import { catalogue as checksIt } from './catalogue-admin-checks-it.ts'
import { catalogue as calendarEn } from './catalogue-calendar-en.ts'
import { catalogue as calendarIt } from './catalogue-calendar-it.ts'
import { catalogue as settingsEn } from './catalogue-settings-en.ts'
import { catalogue as settingsIt } from './catalogue-settings-it.ts'
import { catalogue as mainEn } from './catalogue-en.ts'
import { catalogue as mainIt } from './catalogue-it.ts'
import { chooseLocale, loadCatalogue } from './locale.ts'
import { createTranslator } from './translate.ts'

const en = { ...mainEn, ...calendarEn, ...checksEn, ...settingsEn }
const it = { ...mainIt, ...calendarIt, ...checksIt, ...settingsIt }

const flat = (tree: object, prefix = ''): [string, string][] =>
  Object.entries(tree).flatMap(([name, value]) =>
    typeof value === 'string' ? [[prefix + name, value]] : flat(value as object, `${prefix}${name}.`),
  )
const placeholders = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort()

test('both catalogues have the same sentences', () => {
  expect(flat(en).map(([key]) => key)).toEqual(flat(it).map(([key]) => key))
})

test('both say each sentence with the same values', () => {
  const values = (tree: object) =>
    flat(tree)
      // A form for exactly one may leave the number out.
      .filter(([key]) => !key.endsWith('_one'))
      .map(([key, text]) => [key, placeholders(text)])

  expect(values(en)).toEqual(values(it))
})

test('every sentence that counts has a form for one and a form for more', () => {
  const stems = (form: string) =>
    flat(it).flatMap(([key]) => (key.endsWith(form) ? [key.slice(0, -form.length)] : []))

  expect(stems('_one')).toEqual(stems('_other'))
})

test('no sentence is empty', () => {
  expect([...flat(it), ...flat(en)].filter(([, text]) => text.trim() === '')).toEqual([])
})

test('the count chooses the form and is grouped as the language writes it', () => {
  const t = createTranslator('it', it)

  expect(t('list.count', { count: 1 })).toBe('1 messaggio')
  expect(t('list.count', { count: 1248 })).toBe('1.248 messaggi')
  expect(t('list.count', { count: 1_000_000 })).toBe('1.000.000 messaggi')
  expect(createTranslator('en', en)('list.count', { count: 1248 })).toBe('1,248 messages')
})

test('a value with braces or markup is put in as it is', () => {
  const t = createTranslator('it', it)

  expect(t('tree.deleteTitle', { name: '{n} <b>$t(app.name)</b>' })).toBe(
    'Eliminare «{n} <b>$t(app.name)</b>»?',
  )
})

test('the first complete language of the browser is chosen, else Italian', () => {
  expect(chooseLocale(['de-AT', 'en-US', 'it'])).toBe('en')
  expect(chooseLocale(['it-IT'])).toBe('it')
  expect(chooseLocale(['de', ''])).toBe('it')
})

test('a language is loaded by itself', async () => {
  expect((await loadCatalogue('en')).signIn.title).toBe('Sign in')
})
