import './EventCard.css'
import { Button, IconButton, Popover } from '@staffetta/ui'
import { useNavigate } from '@tanstack/react-router'
import { Cake, Clock, X } from 'lucide-react'
import { useMemo } from 'react'
import { Fact } from '../event-face/Fact.tsx'
import { placementFor } from '../event-face/placement.ts'
import type { BirthdayOccurrence } from '../occurrences/birthday-occurrence.ts'
import { whenText } from '../occurrences/day-words.ts'
import { closeOpen } from '../state/open-event.ts'
import { useSayer } from '../state/use-calendar.ts'

/** Somebody's birthday, opened beside where it stands. */
export function BirthdayCard({ occurrence, anchor }: { occurrence: BirthdayOccurrence; anchor: Element }) {
  const sayer = useSayer()
  const { t } = sayer
  const navigate = useNavigate()
  const holder = useMemo(() => ({ current: anchor }), [anchor])
  const { ref, bookId, name } = occurrence.birthday
  const { age, title } = occurrence
  return (
    <Popover
      label={title}
      anchor={holder}
      placement={placementFor(anchor)}
      className="card-popover"
      onClose={closeOpen}
    >
      <article className="card" data-colour="lampone">
        <header className="card-head">
          <span className="card-state">{t('calendar.birthday.one')}</span>
          <IconButton icon={X} label={t('actions.close')} onClick={closeOpen} />
        </header>
        <h2 className="card-title">{name}</h2>
        <div className="card-facts">
          <Fact icon={Clock}>{whenText(occurrence, sayer)}</Fact>
          {age !== null && age > 0 && <Fact icon={Cake}>{t('calendar.birthday.age', { count: age })}</Fact>}
        </div>
        <footer className="task-card-foot">
          <Button
            kind="primary"
            onClick={() =>
              void navigate({ to: '/contacts/$bookId', params: { bookId }, search: { card: ref } })
            }
          >
            {t('calendar.birthday.open')}
          </Button>
        </footer>
      </article>
    </Popover>
  )
}
