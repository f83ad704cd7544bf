import { createTranslator, loadAreaCatalogue, loadCatalogue, type Locale } from '@staffetta/i18n'
import { expect, test } from 'vitest'
import { whenOf } from './when.ts'

async function said(locale: Locale, beginsAt: string, endsAt: string, now: string): Promise<string> {
  const sentences = await Promise.all([loadCatalogue(locale), loadAreaCatalogue('announcements', locale)])
  return whenOf(
    { beginsAt, endsAt },
    { t: createTranslator(locale, ...sentences), locale, now: Date.parse(now) },
  )
}

test('what is planned says its day, and its hours by the clocks of the bodies', async () => {
  const evening = ['2026-11-26T19:00:00Z', '2026-11-26T20:00:00Z'] as const

  expect(await said('it', ...evening, '2026-11-20T08:00:00Z')).toBe('giovedì 26/11, 20:00–21:00')
  expect(await said('it', ...evening, '2026-11-25T08:00:00Z')).toBe('domani, 20:00–21:00')
  // A quarter past midnight in Rome, and still the day before in Greenwich.
  expect(await said('it', ...evening, '2026-11-25T23:15:00Z')).toBe('oggi, 20:00–21:00')
  expect(await said('en', ...evening, '2026-11-20T08:00:00Z')).toBe('Thursday 26/11, 20:00–21:00')
})

test('what goes on past midnight says both days, and under way only how long it still lasts', async () => {
  const night = ['2026-11-27T19:00:00Z', '2026-11-28T05:00:00Z'] as const

  expect(await said('it', ...night, '2026-11-20T08:00:00Z')).toBe(
    'da venerdì 27/11, 20:00 a sabato 28/11, 06:00',
  )
  expect(await said('it', ...night, '2026-11-27T20:00:00Z')).toBe('fino a domani, 06:00')
  expect(await said('it', ...night, '2026-11-28T00:00:00Z')).toBe('fino alle 06:00')
})
