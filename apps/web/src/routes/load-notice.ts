import { loadAreaSentences } from '../app/i18n.tsx'

/** Whether there is something to be told on arrival is asked once the page is idle. */
export async function loadNotice() {
  const sentences = loadAreaSentences('settings')
  const { ArrivalDialogs } = await import('../settings/ArrivalDialogs.tsx')
  await sentences
  return ArrivalDialogs
}
