import type { Announcement } from '@staffetta/contract'
import { AnnouncementLine } from './AnnouncementLine.tsx'
import { useShown } from './use-shown.ts'

/** What is to be known before one is in. */
export function SignInAnnouncements({ of }: { of: Announcement[] }) {
  const { shown, now } = useShown(of)
  return shown.map((one) => <AnnouncementLine key={one.id} of={one} now={now} />)
}
