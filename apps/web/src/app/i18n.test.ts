import { expect, test } from 'vitest'
import { i18n, loadAreaSentences, loadLocale } from './i18n.tsx'

test('whoever asks for the sentences of an area while they are on their way waits for them, too', async () => {
  await loadLocale('it')
  void loadAreaSentences('calendar')

  await loadAreaSentences('calendar')

  expect(i18n().t('calendar.newEvent')).toBe('Nuovo evento')
})
