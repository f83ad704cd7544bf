/** What a body says of privacy. */
export async function loadNotice() {
  const { NoticeTab } = await import('./NoticeTab.tsx')
  return NoticeTab
}
