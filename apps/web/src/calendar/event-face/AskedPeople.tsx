import type { Attendee } from '@staffetta/contract'
import type { Translate } from '@staffetta/i18n'
import { Button } from '@staffetta/ui'
import { useState } from 'react'
import { personButton } from '../../app/person-mark.ts'
import { useI18n } from '../../app/i18n.tsx'

const answers = ['accepted', 'tentative', 'declined', 'waiting'] as const

/** How many have said what, in a line. */
export function answersText(counts: Record<(typeof answers)[number], number>, t: Translate): string {
  return answers
    .filter((one) => counts[one] > 0)
    .map((one) => t(`calendar.people.${one}`, { count: counts[one] }))
    .join(', ')
}

/** Who they are, on demand. */
export function AskedPeople({
  people,
}: {
  people: readonly Pick<Attendee, 'address' | 'name' | 'partstat'>[]
}) {
  const { t } = useI18n()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button kind="text" size="dense" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? t('calendar.people.hide') : t('calendar.people.show')}
      </Button>
      {open && (
        <ul className="fact-people">
          {people.map(({ address, name, partstat }) => (
            <li key={address}>
              <button {...personButton({ name, address })}>{name || address}</button>
              <span data-partstat={partstat}>
                {t(`calendar.partstat.${partstat === 'needs-action' ? 'needsAction' : partstat}`)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
