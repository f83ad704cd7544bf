import type { Calendar, Colleague, ShareRight, Sharing } from '@staffetta/contract'
import type { MessageKey } from '@staffetta/i18n'
import type { QueryKey } from '@tanstack/react-query'
import { api } from '../../app/api.ts'
import { calendarQueries } from '../state/queries.ts'

interface Asking {
  signal: AbortSignal
}

/** What is shared: a calendar, a list of tasks, an address book. */
export interface SharingSubject {
  name: string
  /** What is known of it is kept under this. */
  key: QueryKey
  read: (asking: Asking) => Promise<Sharing>
  put: (address: string | null, right: ShareRight | null) => Promise<Sharing>
  colleagues: {
    key: (text: string) => QueryKey
    read: (text: string, asking: Asking) => Promise<Colleague[]>
  }
  words: { who: MessageKey; hint: MessageKey; impossible: MessageKey }
}

export function calendarSubject({ id: calendarId, name }: Calendar): SharingSubject {
  return {
    name,
    key: [...calendarQueries.all(), 'sharing', calendarId],
    read: (asking) => api.calendar.getSharing({ calendarId }, asking),
    put: (address, right) => api.calendar.putShare({ calendarId, address, right }),
    colleagues: {
      key: (text) => [...calendarQueries.all(), 'colleagues', text],
      read: async (text, asking) => (await api.calendar.listColleagues({ text }, asking)).colleagues,
    },
    words: { who: 'sharing.who', hint: 'sharing.private', impossible: 'sharing.impossible' },
  }
}
