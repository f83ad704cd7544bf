import { loadAreaSentences } from '../../app/i18n.tsx'

/** The people of a body, fetched by whoever opens them. */
export async function loadPeople() {
  const sentences = loadAreaSentences('people')
  const { PeopleTab } = await import('../people/PeopleTab.tsx')
  await sentences
  return PeopleTab
}
