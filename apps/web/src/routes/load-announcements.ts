import { loadAreaSentences } from '../app/i18n.tsx'

/** What is announced to whoever works: asked once the page is idle. */
export async function loadAnnouncements() {
  const sentences = loadAreaSentences('announcements')
  const { Announcements } = await import('../announcements/Announcements.tsx')
  await sentences
  return Announcements
}

/** What is announced where one signs in; fetched where there is something. */
export async function loadSignInAnnouncements() {
  const sentences = loadAreaSentences('announcements')
  const { SignInAnnouncements } = await import('../announcements/SignInAnnouncements.tsx')
  await sentences
  return SignInAnnouncements
}
