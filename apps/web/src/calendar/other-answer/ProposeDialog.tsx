import '../event-editor/EventForm.css'
import type { Done } from '@staffetta/contract'
import { CalendarClock } from 'lucide-react'
import { useState } from 'react'
import { endsBeforeStart, timesOf, whenFormOf } from '../fields/when-form.ts'
import { WhenFields } from '../fields/WhenFields.tsx'
import { useSayer } from '../state/use-calendar.ts'
import { AnswerDialog } from './AnswerDialog.tsx'
import type { OtherAnswersProps } from './OtherAnswers.tsx'

interface Props extends OtherAnswersProps {
  onSent: (done: Done) => void
  onClose: () => void
}

/** Perhaps, and when one would rather have it. */
export function ProposeDialog({ start, end, ...rest }: Props) {
  const { t, clock } = useSayer()
  const [before] = useState(() => whenFormOf(start, end, clock.zone))
  const [when, setWhen] = useState(before)
  const same = JSON.stringify(when) === JSON.stringify(before)
  return (
    <AnswerDialog
      {...rest}
      title={t('calendar.answer.propose')}
      icon={CalendarClock}
      action={t('calendar.answer.sendProposal')}
      answer={
        same || endsBeforeStart(when) ? null : { partstat: 'tentative', proposed: timesOf(when, clock.zone) }
      }
    >
      <WhenFields when={when} onChange={setWhen} />
    </AnswerDialog>
  )
}
