import type { WorkingHours } from '@staffetta/contract'
import { createTranslator, loadAreaCatalogue, loadCatalogue } from '@staffetta/i18n'
import { expect, test } from 'vitest'
import { weekWords } from './week-words.ts'

type Spans = WorkingHours['spans']

const week = (times: string, ...days: Spans[number]['day'][]): Spans => {
  const [from, to] = times.split('-') as [string, string]
  return days.map((day) => ({ day, from, to }))
}
const words = async (locale: 'it' | 'en', spans: Spans) => {
  const t = createTranslator(locale, await loadCatalogue(locale), await loadAreaCatalogue('calendar', locale))
  return weekWords(spans, { t, locale })
}
const workdays = ['MO', 'TU', 'WE', 'TH', 'FR'] as const

test.each([
  ['lun–ven 8–18', week('08:00-18:00', ...workdays)],
  [
    'lun–ven 8–14, mar e gio anche 14:30–17:30',
    [...week('08:00-14:00', ...workdays), ...week('14:30-17:30', 'TU', 'TH')],
  ],
  ['lun–ven 8–13 e 14–16:12', [...week('08:00-13:00', ...workdays), ...week('14:00-16:12', ...workdays)]],
  ['lun–mer e ven 7:45–24', week('07:45-24:00', 'FR', 'MO', 'TU', 'WE')],
  ['lun 8–14, sab 9–12', [...week('09:00-12:00', 'SA'), ...week('08:00-14:00', 'MO')]],
  ['nessun orario', []],
])('%s', async (said, spans) => {
  expect(await words('it', spans)).toBe(said)
})

test('in English as well', async () => {
  const spans = [...week('08:00-14:00', ...workdays), ...week('14:30-17:30', 'TU', 'TH')]

  expect(await words('en', spans)).toBe('Mon–Fri 8–14, Tue and Thu also 14:30–17:30')
})
