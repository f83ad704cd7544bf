import { expect, test } from 'vitest'
import { catalogue as en } from './catalogue-en.ts'
import { catalogue as it } from './catalogue-it.ts'
import { chooseLocale, loadCatalogue } from './locale.ts'
import { createTranslator } from './translate.ts'

const flat = (tree: object, prefix = ''): [string, string][] =>
  Object.entries(tree).flatMap(([name, value]) =>
    typeof value === 'string' ? [[prefix + name, value]] : flat(value as object, `${prefix}${name}.`),
  )
const placeholders = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort()

test('both catalogues have the same sentences', () => {
  expect(flat(en).map(([key]) => key)).toEqual(flat(it).map(([key]) => key))
})

test('both say each sentence with the same values', () => {
  const english = new Map(flat(en))
  for (const [key, text] of flat(it)) {
    // A form for exactly one may leave the number out.
    if (key.endsWith('_one')) continue
    expect([key, placeholders(english.get(key)!)]).toEqual([key, placeholders(text)])
  }
})

test('every sentence that counts has a form for one and a form for more', () => {
  const keys = new Set(flat(it).map(([key]) => key))
  for (const key of keys) {
    if (key.endsWith('_one')) expect(keys).toContain(key.replace(/_one$/, '_other'))
    if (key.endsWith('_other')) expect(keys).toContain(key.replace(/_other$/, '_one'))
  }
})

test('no sentence is empty', () => {
  for (const [key, text] of [...flat(it), ...flat(en)]) expect([key, text.trim()]).not.toEqual([key, ''])
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

  expect(t('tree.deleteTitle', { name: '{n} <b>$t(app.name)</b>' })).toBe('Eliminare «{n} <b>$t(app.name)</b>»?')
})

test('the first complete language of the browser is chosen, else Italian', () => {
  expect(chooseLocale(['de-AT', 'en-US', 'it'])).toBe('en')
  expect(chooseLocale(['it-IT'])).toBe('it')
  expect(chooseLocale(['de', ''])).toBe('it')
})

test('a language is loaded by itself', async () => {
  expect((await loadCatalogue('en')).signIn.title).toBe('Sign in')
})
