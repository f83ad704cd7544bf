import { loadAreaSentences } from '../../app/i18n.tsx'

/** With the sentences of what is written, of how it is seen, and of the fields a day is typed in. */
async function withSentences<T>(code: Promise<T>): Promise<T> {
  const areas = (['announcing', 'announcements', 'calendar'] as const).map(loadAreaSentences)
  const [module] = await Promise.all([code, ...areas])
  return module
}

export async function loadAnnouncementsTab() {
  const { AnnouncementsTab } = await withSentences(import('./AnnouncementsTab.tsx'))
  return AnnouncementsTab
}

export async function loadAnnouncementsPage() {
  const { AnnouncementsPage } = await withSentences(import('./AnnouncementsPage.tsx'))
  return AnnouncementsPage
}
