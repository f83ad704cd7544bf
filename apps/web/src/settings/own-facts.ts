import { queryOptions } from '@tanstack/react-query'
import { api } from '../app/api.ts'

export type OwnFact = 'name' | 'title' | 'office' | 'organisation' | 'phone' | 'email'

/** What the tenant's directory says of the person; nothing where it has none, or not them. */
export const ownFacts = (address: string, hasContacts: boolean) =>
  queryOptions({
    queryKey: ['settings', 'own-facts', address],
    queryFn: ({ signal }) => readFacts(address, signal),
    enabled: hasContacts,
    staleTime: 5 * 60_000, // whoever keeps the directory may be mending it right now
    retry: false,
  })

async function readFacts(address: string, signal: AbortSignal): Promise<[OwnFact, string][]> {
  const { books } = await api.contacts.listBooks({}, { signal })
  const directories = books.filter(({ kind }) => kind === 'directory').map(({ id }) => id)
  if (directories.length === 0) return []
  const { refs } = await api.contacts.searchCards({ text: address }, { signal })
  for (const ref of refs.slice(0, 5)) {
    const { bookId, fields } = await api.contacts.getCard({ ref }, { signal })
    const isTheirs = fields.emails.some(({ value }) => value.toLowerCase() === address.toLowerCase())
    if (!directories.includes(bookId) || !isTheirs) continue
    const facts: [OwnFact, string | undefined][] = [
      ['name', fields.fullName],
      ['title', fields.title],
      ['office', fields.units.at(-1)],
      ['organisation', fields.organisation],
      ['phone', (fields.phones.find(({ device }) => device === null) ?? fields.phones[0])?.value],
      ['email', address],
    ]
    return facts.filter((fact): fact is [OwnFact, string] => Boolean(fact[1]))
  }
  return []
}
