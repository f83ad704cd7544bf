import type { Address } from '@staffetta/contract'
import { useNavigate } from '@tanstack/react-router'
import { session } from '../app/session.ts'
import { useStore } from '../app/store.ts'

/** Puts a person of a mail into the address book; null where there is none. */
export function useAddToContacts(): ((person: Address) => void) | null {
  const navigate = useNavigate()
  const there = useStore(session, ({ me }) => me?.services.includes('contacts') ?? false)
  if (!there) return null
  const to = (bookId: string, search: { card?: string; edit?: 'new' }) =>
    void navigate({ to: '/contacts/$bookId', params: { bookId }, search })
  return (person) =>
    void import('./add-from-mail.ts').then(({ addFromMail }) =>
      addFromMail(person, {
        onCard: (bookId, card) => to(bookId, { card }),
        onNew: () => to('all', { edit: 'new' }),
      }),
    )
}
