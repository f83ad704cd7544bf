import type { Occurrence } from '@staffetta/contract'

/** What stands nowhere yet and has nothing of its own but what is named. */
export function plainOccurrence(known: Partial<Occurrence>): Occurrence {
  return {
    ref: '',
    calendarId: '',
    uid: '',
    recurrenceId: null,
    startAt: '',
    endAt: '',
    days: null,
    zone: null,
    title: '',
    location: '',
    status: 'confirmed',
    transparent: false,
    hidden: false,
    class: 'public',
    colour: null,
    categories: [],
    recurring: false,
    exception: false,
    reminders: false,
    attachments: false,
    people: null,
    ...known,
  }
}
