import { ApiError, type CalendarColour } from '@staffetta/contract'
import { Button, Dialog, Field } from '@staffetta/ui'
import { Rss } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import { sentenceOf } from '../../app/errors.tsx'
import { useI18n } from '../../app/i18n.tsx'
import { useAttempt } from '../../app/use-attempt.ts'
import { closeDialog } from '../state/dialogs.ts'
import { subscribeCalendar } from '../state/calendar-mutations.ts'
import { Swatches } from '../calendars/Swatches.tsx'

/** A calendar somebody publishes, by its address. */
export function SubscribeDialog() {
  const { t } = useI18n()
  const [address, setAddress] = useState('')
  const [name, setName] = useState('')
  const [colour, setColour] = useState<CalendarColour>('viola')
  const { busy, wrong, setWrong, attempt } = useAttempt()
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (address.trim().length < 5)
      return setWrong(sentenceOf(new ApiError('calendar/feed-address-refused'), t))
    void attempt(async () => {
      await subscribeCalendar(address.trim(), name.trim(), colour)
      closeDialog()
    })
  }
  return (
    <Dialog title={t('calendarFeed.title')} icon={Rss} onClose={closeDialog}>
      <form className="calendar-form" noValidate onSubmit={save}>
        <Field
          label={t('calendarFeed.address')}
          hint={t('calendarFeed.addressHint')}
          type="url"
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          maxLength={2000}
          autoFocus
          value={address}
          error={wrong ?? undefined}
          onChange={(event) => {
            setAddress(event.target.value)
            setWrong(null)
          }}
        />
        <Field
          label={t('calendarFeed.name')}
          hint={t('calendarFeed.nameHint')}
          maxLength={250}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Swatches colour={colour} onChange={setColour} />
        <div className="ui-dialog-actions">
          <Button onClick={closeDialog}>{t('actions.cancel')}</Button>
          <Button kind="primary" type="submit" busy={busy}>
            {t('calendarFeed.subscribe')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
