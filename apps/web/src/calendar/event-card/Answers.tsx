import type { Occurrence } from '@staffetta/contract'
import { Button } from '@staffetta/ui'
import { Check } from 'lucide-react'
import { useI18n } from '../../app/i18n.tsx'
import { answer } from '../state/actions.ts'

/** Yes, perhaps, no. */
export function Answers({ occurrence }: { occurrence: Occurrence }) {
  const { t } = useI18n()
  const mine = occurrence.people?.mine
  return (
    <div className="answers" role="group" aria-label={t('calendar.answer.group')}>
      <Button
        kind={mine === 'needs-action' || mine === 'accepted' ? 'primary' : 'default'}
        icon={Check}
        aria-pressed={mine === 'accepted'}
        onClick={() => void answer(occurrence, 'accepted')}
      >
        {t('calendar.answer.accept')}
      </Button>
      <Button aria-pressed={mine === 'tentative'} onClick={() => void answer(occurrence, 'tentative')}>
        {t('calendar.answer.tentative')}
      </Button>
      <Button aria-pressed={mine === 'declined'} onClick={() => void answer(occurrence, 'declined')}>
        {t('calendar.answer.decline')}
      </Button>
    </div>
  )
}
