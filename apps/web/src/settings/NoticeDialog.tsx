import { Button, Dialog } from '@staffetta/ui'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { ScrollText } from 'lucide-react'
import { useEffect, useState } from 'react'
import { api } from '../app/api.ts'
import { useI18n } from '../app/i18n.tsx'
import { hasUnsavedWork } from '../app/unsaved-work.ts'
import { useAttempt } from '../app/use-attempt.ts'
import { NoticeText } from './NoticeText.tsx'
import { noticeIn } from './notice-in.ts'
import { settingsQueries } from './queries.ts'

const lookAgainMs = 5000

/** A notice nobody has taken note of yet is shown once one is in; never over what is being written. */
export function NoticeDialog() {
  const { t, locale, formats } = useI18n()
  const client = useQueryClient()
  const { busy, wrong, attempt } = useAttempt()
  const [later, setLater] = useState(false)
  const [free, setFree] = useState(() => !hasUnsavedWork())
  const notice = useQuery(settingsQueries.notice()).data?.notice ?? null
  const due = notice !== null && notice.readAt === null && !later
  useEffect(() => {
    if (!due || free) return
    const timer = setInterval(() => setFree(!hasUnsavedWork()), lookAgainMs)
    return () => clearInterval(timer)
  }, [due, free])
  if (!due || !free) return null
  const { text, lang } = noticeIn(notice, locale)
  const { body, version } = notice
  const takeNote = () =>
    attempt(async () => {
      await api.privacy.takeNote({ version })
      setLater(true)
      await client.invalidateQueries({ queryKey: settingsQueries.notice().queryKey })
    })
  return (
    <Dialog
      title={t('notice.title')}
      icon={ScrollText}
      width="wide"
      onClose={() => setLater(true)}
      actions={
        <>
          <Button size="form" onClick={() => setLater(true)}>
            {t('notice.later')}
          </Button>
          <Button size="form" kind="primary" busy={busy} onClick={() => void takeNote()}>
            {t('notice.done')}
          </Button>
        </>
      }
    >
      <p>{t('notice.lead')}</p>
      <p className="settings-hint">
        {t('notice.of', { body, version, date: formats.date(notice.publishedAt) })}
      </p>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is scrolled by keyboard too */}
      <div className="notice-scroll" role="region" aria-label={t('notice.title')} tabIndex={0}>
        <NoticeText text={text} lang={lang} />
      </div>
      {wrong !== null && <p role="alert">{wrong}</p>}
    </Dialog>
  )
}
