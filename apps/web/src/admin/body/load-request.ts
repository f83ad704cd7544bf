import { loadAreaSentences } from '../../app/i18n.tsx'

/** What a body asked for, with the sentences of the page where it asked, and of the checks. */
export async function loadRequest() {
  const sentences = Promise.all([loadAreaSentences('enrolment'), loadAreaSentences('checks')])
  const { RequestTab } = await import('./RequestTab.tsx')
  await sentences
  return RequestTab
}
