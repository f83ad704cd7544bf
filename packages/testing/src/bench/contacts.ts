import type { Stack } from '../stack.ts'
import { importFile } from './import.ts'
import { medianOf } from './median.ts'
import { type BenchSession, signIn } from './session.ts'
import { openSpeaker, putMany, type Say } from './speaker.ts'

const address = 'bench-rubrica@monteverde.example'
const large = `/${address}/grande/`
const small = `/${address}/piccola/`
const mkcol = `<?xml version="1.0" encoding="utf-8"?>
<D:mkcol xmlns:D="DAV:" xmlns:R="urn:ietf:params:xml:ns:carddav"><D:set><D:prop>
<D:resourcetype><D:collection/><R:addressbook/></D:resourcetype>
</D:prop></D:set></D:mkcol>`

interface Cards {
  cards: unknown[]
}

interface Books {
  books: { state: string }[]
}

/** Address books over HTTP, beside the CardDAV server asked directly. Milliseconds. */
export class ContactsBench {
  readonly address = address
  readonly #session: BenchSession
  readonly #server: Say

  private constructor(session: BenchSession, server: Say) {
    this.#session = session
    this.#server = server
  }

  /** Two books, as another program left them. */
  static async open(stack: Stack, counts: { large: number; small: number }): Promise<ContactsBench> {
    const server = openSpeaker(stack.radicale.port, address)
    // Radicale alone takes a whole book in one PUT.
    await server('PUT', large, cardsOf('grande', counts.large))
    await server('PUT', small, cardsOf('piccola', counts.small))
    return new ContactsBench(await signIn(stack.url, address), server)
  }

  /** From the first question to the first rows, and to all of them. */
  async firstReading(): Promise<{ rowsMs: number; allMs: number }> {
    const startedAt = performance.now()
    let rowsMs = Infinity
    for (;;) {
      // Whoever looks asks for rows when there are some, and else only how far it is.
      if (rowsMs === Infinity && (await this.#cards(large)).cards.length > 0)
        rowsMs = performance.now() - startedAt
      const { books } = (await this.#session.get('/api/contacts/books')) as Books
      if (books.every(({ state }) => state === 'ready'))
        return { rowsMs, allMs: performance.now() - startedAt }
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }

  /** Kept true by the beat, as with any open tab. */
  async listWarm(runs: number): Promise<number> {
    const close = await this.#session.listen()
    await new Promise((resolve) => setTimeout(resolve, 26_000))
    const time = await medianOf(runs, async () => () => this.#cards(large))
    close()
    return time
  }

  /** A file of `count` cards, beside as many bare PUTs to the same server, as many at a time. */
  async imported(count: number): Promise<{ floor: number; bff: number }> {
    await this.#server('MKCOL', `/${address}/diretta/`, mkcol)
    await this.#server('MKCOL', `/${address}/importata/`, mkcol)
    const floor = await putMany(this.#server, count, (i) => ({
      path: `/${address}/diretta/diretta-${i}.vcf`,
      body: cardOf('diretta', i),
    }))
    const file = cardsOf('importata', count)
    const start = { bookId: idOf(`/${address}/importata/`), mode: 'skip' }
    return { floor, bff: await importFile(this.#session, '/api/contacts/imports', { file, start, count }) }
  }

  #cards(href: string): Promise<Cards> {
    return this.#session.get(`/api/contacts/books/${idOf(href)}/cards`) as Promise<Cards>
  }
}

function idOf(href: string): string {
  return Buffer.from(href).toString('base64url')
}

const families = ['Rossi', 'Bianchi', 'Neri', 'Conti', 'Sarti', 'Galli', 'Moretti', 'Fabbri', 'Costa', 'Riva']
const given = ['Lucia', 'Marco', 'Anna', 'Paolo', 'Chiara', 'Ugo', 'Elena', 'Dario', 'Sara', 'Luca', 'Irene']

function cardOf(prefix: string, i: number): string {
  const [name, family] = [given[i % given.length]!, `${families[i % families.length]!}${i}`]
  return [
    'BEGIN:VCARD',
    'VERSION:3.0',
    `UID:${prefix}-${i}`,
    `FN:${name} ${family}`,
    `N:${family};${name};;;`,
    `EMAIL;TYPE=work:${`${name}.${family}`.toLowerCase()}@ente${i % 97}.example`,
    `TEL;TYPE=cell:+39 333 ${String(i).padStart(7, '0')}`,
    `ORG:Comune di Prova;Ufficio ${i % 40}`,
    'TITLE:Istruttore amministrativo',
    'END:VCARD',
    '',
  ].join('\r\n')
}

function cardsOf(prefix: string, count: number): string {
  return Array.from({ length: count }, (_, i) => cardOf(prefix, i)).join('')
}
