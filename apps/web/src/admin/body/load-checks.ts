import { loadAreaSentences } from '../../app/i18n.tsx'

/** The checks of a body, with their two hundred sentences: fetched by whoever opens them. */
export async function loadChecks() {
  const sentences = loadAreaSentences('checks')
  const { ChecksTab } = await import('../checks/ChecksTab.tsx')
  await sentences
  return ChecksTab
}
