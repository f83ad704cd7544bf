import { useNavigate } from '@tanstack/react-router'
import { device } from '../../app/device.ts'
import { newDraft } from '../../calendar/state/editor.ts'
import { ownToday } from '../../calendar/clock/wall-clock.ts'
import type { Contact } from '../state/contact.ts'

/** The form of a new event with these people asked to it. */
export function useNewEvent(): (people: readonly Contact[]) => void {
  const navigate = useNavigate()
  return (people) => {
    const attendees = people.flatMap(({ name, emails }) =>
      emails[0] === undefined ? [] : [{ name, address: emails[0], role: 'required' as const }],
    )
    newDraft.set({ draft: { attendees } })
    void navigate({
      to: '/calendar/$view/$date',
      params: { view: device.get().calendarView, date: ownToday() },
      search: { edit: 'new' },
    })
  }
}
