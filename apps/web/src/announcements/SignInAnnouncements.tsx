import type { Announcement } from '@staffetta/contract'
import { Notice } from '@staffetta/ui'
import { TriangleAlert } from 'lucide-react'
import { useI18n } from '../app/i18n.tsx'
import { AnnouncementLine } from './AnnouncementLine.tsx'
import { useShown } from './use-shown.ts'

/** What is to be known before one is in: what is announced, that something does not work, and where more is said of it. */
export function SignInAnnouncements({ of, troubled }: { of: Announcement[]; troubled: boolean }) {
  const { t } = useI18n()
  const { shown, now } = useShown(of)
  if (shown.length === 0 && !troubled) return null
  const more = (
    <a className="sign-in-status" href="/stato">
      {t('status.title')}
    </a>
  )
  const says = troubled && !shown.some(({ kind }) => kind === 'fault')
  return (
    <>
      {shown.map((one) => (
        <AnnouncementLine key={one.id} of={one} now={now} />
      ))}
      {says ? (
        <Notice icon={TriangleAlert} tone="warn" action={more}>
          {t('status.whole.trouble')}
        </Notice>
      ) : (
        more
      )}
    </>
  )
}
