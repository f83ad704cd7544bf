import type { Calendar } from '@staffetta/contract'
import { Button, Dialog } from '@staffetta/ui'
import { Rss } from 'lucide-react'
import { useState } from 'react'
import { sentenceOf } from '../../app/errors.tsx'
import { useI18n } from '../../app/i18n.tsx'
import { closeDialog } from '../dialogs.ts'
import { deleteCalendar } from '../mutations.ts'

/** It leaves one's own agenda; nothing is lost anywhere. */
export function UnsubscribeDialog({ calendar }: { calendar: Calendar }) {
  const { t } = useI18n()
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<string | null>(null)
  const confirm = async () => {
    setBusy(true)
    try {
      await deleteCalendar(calendar.id)
      closeDialog()
    } catch (error) {
      setBusy(false)
      setWrong(sentenceOf(error, t))
    }
  }
  return (
    <Dialog
      title={t('calendarFeed.removeTitle', { name: calendar.name })}
      icon={Rss}
      onClose={closeDialog}
      actions={
        <>
          <Button autoFocus onClick={closeDialog}>
            {t('actions.cancel')}
          </Button>
          <Button kind="primary" busy={busy} onClick={() => void confirm()}>
            {t('calendarFeed.remove')}
          </Button>
        </>
      }
    >
      <p>{t('calendarFeed.removeText')}</p>
      {wrong !== null && <p role="alert">{wrong}</p>}
    </Dialog>
  )
}
