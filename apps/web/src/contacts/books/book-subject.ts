import type { Book } from '@staffetta/contract'
import { api } from '../../app/api.ts'
import type { SharingSubject } from '../../calendar/sharing/subject.ts'
import { contactQueries } from '../state/queries.ts'

/** A book as something that is shared. */
export function bookSubject({ id: bookId, name }: Book): SharingSubject {
  return {
    name,
    key: [...contactQueries.all(), 'sharing', bookId],
    read: (asking) => api.contacts.getSharing({ bookId }, asking),
    put: (address, right) => api.contacts.putShare({ bookId, address, right }),
    colleagues: {
      key: (text) => [...contactQueries.all(), 'colleagues', text],
      read: async (text, asking) => (await api.contacts.listColleagues({ text }, asking)).colleagues,
    },
    words: {
      who: 'contacts.sharing.who',
      hint: 'contacts.sharing.hint',
      impossible: 'contacts.sharing.impossible',
    },
  }
}
