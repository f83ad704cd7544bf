import { loadAreaSentences } from '../../app/i18n.tsx'

/** Its people's preferences have the words of their settings. */
export async function loadPreferences() {
  const sentences = loadAreaSentences('settings')
  const { PreferencesTab } = await import('./PreferencesTab.tsx')
  await sentences
  return PreferencesTab
}
