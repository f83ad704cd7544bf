import type { Birthday } from '@staffetta/contract'
import { useQuery } from '@tanstack/react-query'
import { session } from '../../app/session.ts'
import { useStore } from '../../app/store.ts'
import { contactQueries } from './queries.ts'

const none: Birthday[] = []

/** Whose birthdays are known; none where there is no address book. */
export function useBirthdays(): Birthday[] {
  const enabled = useStore(session, ({ me }) => me?.services.includes('contacts') === true)
  return useQuery({ ...contactQueries.birthdays(), enabled }).data?.birthdays ?? none
}
