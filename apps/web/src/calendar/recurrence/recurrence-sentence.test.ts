import type { Recurrence } from '@staffetta/contract'
import { createFormats, createTranslator, loadAreaCatalogue, loadCatalogue } from '@staffetta/i18n'
import { expect, test } from 'vitest'
import { aRule } from './a-rule.ts'
import { recurrenceSentence } from './recurrence-sentence.ts'

const sayIn = async (locale: 'it' | 'en') => {
  const t = createTranslator(locale, await loadCatalogue(locale), await loadAreaCatalogue('calendar', locale))
  const formats = createFormats(locale, t)
  return (recurrence: Recurrence) => recurrenceSentence(recurrence, t, formats)
}
const italian = await sayIn('it')
const english = await sayIn('en')

const rule = (frequency: Recurrence['frequency'], more: Partial<Recurrence> = {}): Recurrence =>
  aRule({ frequency, ...more })
const days = (...names: string[]) => names.map((day) => ({ day }) as Recurrence['weekdays'][number])
const nth = (n: number, day: string) => ({ day, nth: n }) as Recurrence['weekdays'][number]

test.each([
  [rule('daily'), 'Ogni giorno', 'Every day'],
  [rule('daily', { interval: 3 }), 'Ogni 3 giorni', 'Every 3 days'],
  [
    rule('daily', { weekdays: days('MO', 'TU', 'WE', 'TH', 'FR') }),
    'Dal lunedì al venerdì',
    'Monday to Friday',
  ],
  [rule('weekly'), 'Ogni settimana', 'Every week'],
  [rule('weekly', { weekdays: days('TH') }), 'Ogni giovedì', 'Every Thursday'],
  [rule('weekly', { weekdays: days('SU') }), 'Ogni domenica', 'Every Sunday'],
  [rule('weekly', { weekdays: days('WE', 'MO') }), 'Ogni lunedì e mercoledì', 'Every Monday and Wednesday'],
  [
    rule('weekly', { interval: 2, weekdays: days('TH') }),
    'Ogni 2 settimane il giovedì',
    'Every 2 weeks on Thursday',
  ],
  [
    rule('weekly', { interval: 2, weekdays: days('MO', 'SU') }),
    'Ogni 2 settimane il lunedì e la domenica',
    'Every 2 weeks on Monday and on Sunday',
  ],
  [rule('monthly'), 'Ogni mese', 'Every month'],
  [rule('monthly', { monthDays: [15] }), 'Il 15 del mese', 'The 15th of the month'],
  [
    rule('monthly', { monthDays: [1, -1] }),
    'Il 1° e l’ultimo giorno del mese',
    'The 1st and the last day of the month',
  ],
  [
    rule('monthly', { weekdays: [nth(-1, 'FR')] }),
    'L’ultimo venerdì del mese',
    'The last Friday of the month',
  ],
  [
    rule('monthly', { interval: 2, weekdays: [nth(2, 'SU')] }),
    'Ogni 2 mesi, la seconda domenica',
    'Every 2 months, the second Sunday',
  ],
  [
    rule('monthly', { weekdays: days('MO', 'TU', 'WE', 'TH', 'FR'), positions: [-1] }),
    'L’ultimo giorno lavorativo del mese',
    'The last working day of the month',
  ],
  [
    rule('monthly', { weekdays: days('MO', 'TU'), positions: [1] }),
    'Il primo giorno tra lunedì e martedì del mese',
    'The first day of Monday and Tuesday of the month',
  ],
  [
    rule('monthly', { weekdays: days('FR'), monthDays: [13] }),
    'Il venerdì che cade il 13 del mese',
    'On Friday that falls on the 13th of the month',
  ],
  [
    rule('monthly', { weekdays: [nth(-6, 'FR')] }),
    'Il 6° venerdì dalla fine del mese',
    'Friday number 6 from the end of the month',
  ],
  [rule('yearly'), 'Ogni anno', 'Every year'],
  [
    rule('yearly', { months: [10], monthDays: [4] }),
    'Ogni anno, il 4 ottobre',
    'Every year, the 4th of October',
  ],
  [rule('yearly', { months: [6, 7] }), 'Ogni anno a giugno e luglio', 'Every year in June and July'],
  [
    rule('yearly', { interval: 5, months: [10], weekdays: [nth(-1, 'SU')] }),
    'Ogni 5 anni, l’ultima domenica di ottobre',
    'Every 5 years, the last Sunday of October',
  ],
  [
    rule('yearly', { weekdays: [nth(20, 'MO')] }),
    'Ogni anno, il 20° lunedì dell’anno',
    'Every year, Monday number 20 of the year',
  ],
  [
    rule('weekly', { weekdays: days('TU'), months: [9, 10] }),
    'Ogni martedì, solo a settembre e ottobre',
    'Every Tuesday, only in September and October',
  ],
  [
    rule('daily', { end: { kind: 'until', until: '2026-12-31' } }),
    'Ogni giorno, fino al 31/12/2026',
    'Every day, until 31/12/2026',
  ],
  [rule('daily', { end: { kind: 'count', count: 10 } }), 'Ogni giorno, per 10 volte', 'Every day, 10 times'],
  [
    rule('daily', { end: { kind: 'count', count: 1 } }),
    'Ogni giorno, una volta sola',
    'Every day, only once',
  ],
  [
    { ...rule('daily'), kind: 'custom' as const },
    'Si ripete secondo una regola propria',
    'Repeats by a rule of its own',
  ],
])('a rule is said as people say it: %#', (recurrence, it, en) => {
  expect(italian(recurrence)).toBe(it)
  expect(english(recurrence)).toBe(en)
})

test('whatever a rule combines, nothing is left unsaid or unfilled', () => {
  const frequencies = ['daily', 'weekly', 'monthly', 'yearly'] as const
  for (const frequency of frequencies)
    for (const weekdays of [[], days('SU'), days('MO', 'FR'), [nth(3, 'WE'), nth(-2, 'SU')]])
      for (const monthDays of [[], [1], [10, -2]])
        for (const months of [[], [12], [1, 2, 3]])
          for (const positions of [[], [1], [-1, 7]])
            for (const interval of [1, 4]) {
              const recurrence = rule(frequency, { weekdays, monthDays, months, positions, interval })
              for (const sentence of [italian(recurrence), english(recurrence)])
                expect(sentence).toMatch(/^\p{Lu}[^{}]+$/u)
            }
})
