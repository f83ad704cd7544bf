import type { CalendarTime, Done, EventAnswer } from '@staffetta/contract'
import { Button, later } from '@staffetta/ui'
import { CalendarClock, UserRoundPlus } from 'lucide-react'
import { useState } from 'react'
import { notify } from '../../app/notify.ts'
import { waitsText } from '../state/waits-text.ts'
import { useSayer } from '../state/use-calendar.ts'

const [ProposeDialog] = later(async () => (await import('./ProposeDialog.tsx')).ProposeDialog)
const [DelegateDialog] = later(async () => (await import('./DelegateDialog.tsx')).DelegateDialog)

export interface OtherAnswersProps {
  /** When the event is now. */
  start: CalendarTime
  end: CalendarTime
  /** Stores the answer and tells the organizer; rejects with why it could not. */
  send: (answer: EventAnswer) => Promise<Done>
}

/** What else than yes, perhaps and no: another time, or another person. */
export function OtherAnswers({ start, end, send }: OtherAnswersProps) {
  const sayer = useSayer()
  const { t } = sayer
  const [open, setOpen] = useState<'propose' | 'delegate' | null>(null)
  const close = () => setOpen(null)
  const sent =
    (what: 'proposed' | 'delegated') =>
    ({ waits }: Done) => {
      close()
      notify({
        text: waits ? waitsText('answer', waits.leavesAt, sayer) : t(`calendar.answer.${what}`),
        icon: what === 'proposed' ? CalendarClock : UserRoundPlus,
      })
    }
  return (
    <>
      <div className="other-answers">
        <Button kind="text" onClick={() => setOpen('propose')}>
          {t('calendar.answer.propose')}
        </Button>
        <Button kind="text" onClick={() => setOpen('delegate')}>
          {t('calendar.answer.delegate')}
        </Button>
      </div>
      {open === 'propose' && (
        <ProposeDialog start={start} end={end} send={send} onSent={sent('proposed')} onClose={close} />
      )}
      {open === 'delegate' && <DelegateDialog send={send} onSent={sent('delegated')} onClose={close} />}
    </>
  )
}
