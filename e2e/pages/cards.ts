import type { Page } from 'playwright-core'

interface Person {
  given?: string
  family?: string
  organisation?: string
  title?: string
  emails?: string[]
  phones?: string[]
  /** Of a group: the people made before, by their place. */
  group?: { name: string; of: number[] }
}

/** Puts cards into the first book of whoever is signed in, as a telephone would have; gives their UIDs. */
export async function withCards(page: Page, people: Person[]): Promise<string[]> {
  return page.evaluate(async (people) => {
    const me = (await (await fetch('/api/auth/me')).json()) as { csrfToken: string }
    const { books } = (await (await fetch('/api/contacts/books')).json()) as {
      books: { id: string; isDefault: boolean }[]
    }
    const point = (value: string) => ({
      id: null,
      value,
      place: null,
      label: '',
      preferred: false,
      device: null,
    })
    const none = Object.fromEntries(
      'emails phones addresses urls messengers units categories custom members'
        .split(' ')
        .map((name) => [name, []]),
    )
    const empty = Object.fromEntries(
      'nickname organisation title role manager assistant note timeZone'.split(' ').map((name) => [name, '']),
    )
    const ids: string[] = []
    for (const { given = '', family = '', emails = [], phones = [], group, ...more } of people) {
      const id = crypto.randomUUID()
      const fields = {
        ...none,
        ...empty,
        ...more,
        kind: group ? 'group' : 'individual',
        fullName: group?.name ?? `${given} ${family}`,
        name: { given, family, additional: '', prefix: '', suffix: '' },
        phonetic: { family: '', given: '' },
        emails: emails.map(point),
        phones: phones.map(point),
        birthday: null,
        anniversary: null,
        ...(group && { members: group.of.map((at) => `urn:uuid:${ids[at]}`) }),
      }
      const response = await fetch('/api/contacts/cards', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-csrf-token': me.csrfToken },
        body: JSON.stringify({ id, bookId: books.find(({ isDefault }) => isDefault)!.id, fields }),
      })
      if (!response.ok) throw new Error(await response.text())
      ids.push(id)
    }
    return ids
  }, people)
}
