import type { LiveEvent } from '@staffetta/contract'
import type { QueryClient } from '@tanstack/react-query'
import { pending } from './changes.ts'
import { contactQueries } from './queries.ts'

/** Whatever changed is asked again quietly: what is on screen stays until the answer takes its place. */
export function applyContactsEvents(client: QueryClient, events: readonly LiveEvent[]): void {
  const changed = new Set<string>()
  for (const event of events)
    if (event.type === 'contacts.cards-changed') event.bookIds.forEach((id) => changed.add(id))
  if (events.some(({ type }) => type === 'contacts.import-changed'))
    void client.invalidateQueries({ queryKey: contactQueries.imports().queryKey, exact: true })
  if (changed.size > 0) void client.invalidateQueries({ queryKey: contactQueries.birthdays().queryKey })
  if (changed.size > 0 || events.some(({ type }) => type === 'contacts.books-changed'))
    void client.invalidateQueries({ queryKey: contactQueries.books().queryKey })
  if (events.some(({ type }) => type === 'contacts.written-changed'))
    void client.invalidateQueries({ queryKey: contactQueries.written().queryKey })
  if (events.some(({ type }) => type === 'contacts.kept-changed'))
    void client.invalidateQueries({ queryKey: contactQueries.kept().queryKey })
  // An own change that is on its way asks again itself once it is answered.
  if (changed.size === 0 || pending.get().changes.length > 0) return
  for (const id of changed) void client.invalidateQueries({ queryKey: contactQueries.cards(id).queryKey })
  void client.invalidateQueries({ queryKey: contactQueries.details() })
  makeDuplicatesOld(client)
}

/** Nothing is known for sure any more. */
export function makeContactsOld(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: contactQueries.all() })
}

/** Resolves when what is on screen is as the server has it. */
export async function refreshContacts(client: QueryClient): Promise<void> {
  makeDuplicatesOld(client)
  await Promise.all([
    client.invalidateQueries({ queryKey: contactQueries.lists() }),
    client.invalidateQueries({ queryKey: contactQueries.details() }),
    client.invalidateQueries({ queryKey: contactQueries.books().queryKey }),
  ])
}

/** Comparing all cards is work: it is done again when somebody looks again. What is gone meanwhile is not shown in any case. */
function makeDuplicatesOld(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: contactQueries.allDuplicates(), refetchType: 'none' })
}
