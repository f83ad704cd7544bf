// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { i18n, loadAreaSentences, loadLocale } from './i18n.tsx'

test('whoever asks for the sentences of an area while they are on their way waits for them, too', async () => {
  await loadLocale('it')
  void loadAreaSentences('calendar')

  await loadAreaSentences('calendar')

  expect(i18n().t('calendar.newEvent')).toBe('Nuovo evento')
})

test('of two areas that are opened at once both have their sentences, whichever comes first', async () => {
  await loadLocale('it')

  await Promise.all([loadAreaSentences('contacts'), loadAreaSentences('calendar')])
  await loadLocale('en')
  await loadLocale('it')

  expect(i18n().t('calendar.newEvent')).toBe('Nuovo evento')
  expect(i18n().t('contacts.new')).toBe('Nuovo contatto')
})
