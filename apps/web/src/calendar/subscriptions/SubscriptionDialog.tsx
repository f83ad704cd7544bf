import type { CalendarId } from '@staffetta/contract'
import { Button, Dialog, Field, Select } from '@staffetta/ui'
import { Copy, RefreshCw, Rss } from 'lucide-react'
import { useI18n } from '../../app/i18n.tsx'
import { notify } from '../../app/notify.ts'
import { useAttempt } from '../../app/use-attempt.ts'
import { closeDialog } from '../state/dialogs.ts'
import { refreshSubscription, setRefresh } from '../state/calendar-mutations.ts'
import { inBackground } from '../state/in-background.ts'
import { useCalendars } from '../state/use-calendar.ts'

const times = [
  ['15', 'calendarFeed.minutes15'],
  ['60', 'calendarFeed.hour'],
  ['360', 'calendarFeed.hours6'],
  ['1440', 'calendarFeed.day'],
  ['10080', 'calendarFeed.week'],
] as const

/** Where it comes from, when it was read, and how often it is. */
export function SubscriptionDialog({ calendarId }: { calendarId: CalendarId }) {
  const { t, formats } = useI18n()
  const calendar = useCalendars().find(({ id }) => id === calendarId)
  const { busy, wrong, attempt } = useAttempt()
  if (calendar?.subscription === undefined) return null
  const { address, readAt, nextAt, refreshMinutes } = calendar.subscription
  const copy = async () => {
    await navigator.clipboard.writeText(address)
    notify({ text: t('calendarFeed.copied') })
  }
  return (
    <Dialog
      title={calendar.name}
      icon={Rss}
      onClose={closeDialog}
      actions={
        <>
          <Button
            icon={RefreshCw}
            busy={busy}
            onClick={() => void attempt(() => refreshSubscription(calendarId))}
          >
            {t('calendarFeed.refresh')}
          </Button>
          <Button kind="primary" autoFocus onClick={closeDialog}>
            {t('actions.close')}
          </Button>
        </>
      }
    >
      <div className="calendar-form">
        <Field
          label={t('calendarFeed.address')}
          value={address}
          readOnly
          end={
            <Button kind="text" size="dense" icon={Copy} onClick={() => inBackground(copy())}>
              {t('calendarFeed.copy')}
            </Button>
          }
        />
        <p role="status">
          {readAt === null
            ? t('calendarFeed.neverRead')
            : t('calendarFeed.lastRead', { when: formats.messageDate(readAt) })}
          <br />
          {t('calendarFeed.nextRead', { when: formats.messageDate(nextAt) })}
        </p>
        <Select
          label={t('calendarFeed.every')}
          value={refreshMinutes === null ? '' : String(refreshMinutes)}
          options={[
            { value: '', label: t('calendarFeed.asSaid') },
            ...times.map(([value, label]) => ({ value, label: t(label) })),
          ]}
          onChange={(event) =>
            inBackground(
              setRefresh(calendarId, event.target.value === '' ? null : Number(event.target.value)),
            )
          }
        />
        <p>{t('calendarFeed.readOnly')}</p>
        {wrong !== null && <p role="alert">{wrong}</p>}
      </div>
    </Dialog>
  )
}
