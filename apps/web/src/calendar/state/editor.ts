import type { CalendarId, EventFields, EventRef } from '@staffetta/contract'
import { useNavigate } from '@tanstack/react-router'
import { createStore } from '../../app/store.ts'
import { setDraft } from './draft.ts'
import { closeOpen } from './open-event.ts'

/** What is known of a new event before anybody has filled in a form. */
export type EventDraft = Partial<EventFields> & { calendarId?: CalendarId }

/** What the full form is opened with: what is known of a new event, or one occurrence of what is there. */
export type EditorWish =
  | { kind: 'new'; draft: EventDraft }
  | { kind: 'event'; ref: EventRef; recurrenceId: string | null }

/** What a new event begins with. It lives here only: a reload begins with an empty form. */
export const newDraft = createStore<{ draft: EventDraft }>({ draft: {} })

/** Opens the full form in the place of the view; which event it is of is in the address. */
export function useOpenEditor(): (wish: EditorWish) => void {
  const navigate = useNavigate()
  return (wish) => {
    closeOpen()
    setDraft(null)
    if (wish.kind === 'new') newDraft.set({ draft: wish.draft })
    const search =
      wish.kind === 'new'
        ? { edit: 'new' }
        : { edit: wish.ref, ...(wish.recurrenceId !== null && { at: wish.recurrenceId }) }
    void navigate({ to: '.', search })
  }
}
