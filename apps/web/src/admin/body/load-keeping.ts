import { loadAreaSentences } from '../../app/i18n.tsx'

/** A body on its way out. */
export async function loadClosing() {
  const [{ ClosingTab }] = await Promise.all([
    import('../keeping/ClosingTab.tsx'),
    loadAreaSentences('keeping'),
  ])
  return ClosingTab
}

/** How long things are kept, with its sentences: fetched by whoever opens it. */
export async function loadRetention() {
  const [{ RetentionTab }] = await Promise.all([
    import('../keeping/RetentionTab.tsx'),
    loadAreaSentences('keeping'),
  ])
  return RetentionTab
}
