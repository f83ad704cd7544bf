import { readdirSync, readFileSync } from 'node:fs'
import { loadAreaCatalogue, type AreaCatalogues } from '@staffetta/i18n'
import { expect, test } from 'vitest'
import { sections } from './sections.ts'
import { findSettings, settingsIndex } from './settings-index.ts'

const index = async (locale: 'it' | 'en') => {
  const { settings } = (await loadAreaCatalogue('settings', locale)) as AreaCatalogues['settings']
  return settingsIndex(settings, sections)
}
const found = async (text: string, locale: 'it' | 'en' = 'it') =>
  findSettings(await index(locale), text).map(({ id, section }) => id ?? section)

test('every setting that can be found has exactly one place on a screen', async () => {
  const folder = new URL('.', import.meta.url)
  const source = readdirSync(folder)
    .filter((name) => name.endsWith('.tsx'))
    .map((name) => readFileSync(new URL(name, folder), 'utf8'))
    .join('\n')
  const placed = [...source.matchAll(/<Setting of="([\w.]+)"/g)].map((match) => match[1])

  const known = (await index('it')).flatMap(({ id }) => (id === null ? [] : [id]))

  expect(placed.toSorted()).toEqual(known.toSorted())
})

test('what somebody calls it finds it, without accents, as they type', async () => {
  expect(await found('firm')).toContain('identity.items.signature')
  expect((await found('densita'))[0]).toBe('appearance.items.density')
  expect((await found('SCURO'))[0]).toBe('appearance.items.theme')
  expect((await found('fuso orario'))[0]).toBe('calendar.items.hours')
  expect((await found('dark', 'en'))[0]).toBe('appearance.items.theme')
})

test('the label weighs more than another name for it, and all words count', async () => {
  expect((await found('rispondi'))[0]).toBe('identity.items.replyTo')
  expect(await found('tema firma')).toEqual([])
  expect(await found('  ')).toEqual([])
})
