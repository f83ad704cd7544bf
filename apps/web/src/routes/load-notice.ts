import { loadAreaSentences } from '../app/i18n.tsx'

/** Whether there is a notice to take note of is asked once the page is idle. */
export async function loadNotice() {
  const sentences = loadAreaSentences('settings')
  const { NoticeDialog } = await import('../settings/NoticeDialog.tsx')
  await sentences
  return { default: NoticeDialog }
}
