import { randomUUID } from 'node:crypto'
import { blankCard, type Book, type CardDetail, type CardFields, type CardRow } from '@staffetta/contract'
import {
  createObject,
  type Dav,
  discover,
  getObject,
  listCollections,
  openDav,
  putObject,
} from '@staffetta/dav'
import type { Office, ServerName } from './calendar-desk.ts'
import type { Browser } from './server.ts'

/** Somebody new with an address book, and another program on the same account. */
export interface ContactsDesk {
  address: string
  browser: Browser
  book: Book
  books: () => Promise<Book[]>
  cards: (bookId?: string) => Promise<CardRow[]>
  names: (bookId?: string) => Promise<string[]>
  create: (fields: Partial<CardFields>, bookId?: string) => Promise<Done>
  detail: (ref: string) => Promise<CardDetail>
  change: (
    ref: string,
    etag: string,
    change: object,
  ) => Promise<{ status: number; body: string; json: <T>() => T }>
  source: (ref: string) => Promise<string>
  found: (text: string) => Promise<string[]>
  /** The other program: straight to the server. */
  other: {
    dav: Dav
    href: string
    put: (name: string, lines: string[]) => Promise<string>
    edit: (ref: string, edit: (text: string) => string) => Promise<void>
  }
}

export interface Done {
  ref: string
  etag: string
  undo: string
}

let users = 0

export async function newContactsDesk(office: Office, name: ServerName): Promise<ContactsDesk> {
  const { url, makeUser, domain } = office.dav[name]
  const address = `contatti${++users}@${domain}`
  await makeUser(address)
  const browser = await office.server.signIn(address)
  const books = async () => (await browser.get<{ books: Book[] }>('/api/contacts/books')).books
  const book = (await books()).find(({ isDefault }) => isDefault)!
  const dav = davOf(url, address)
  const account = await discover(dav, { service: 'addressbooks' })
  const lists = await Promise.all(account.addressbookHomes.map((home) => listCollections(dav, home)))
  const href = lists.flat().find((one) => Buffer.from(one.href).toString('base64url') === book.id)!.href
  const cards = async (bookId = book.id) =>
    (await browser.get<{ cards: CardRow[] }>(`/api/contacts/books/${bookId}/cards`)).cards
  const names = async (bookId?: string) => (await cards(bookId)).map((card) => card.name)
  return {
    address,
    browser,
    book,
    books,
    cards,
    names,
    create: (fields, bookId = book.id) =>
      browser.post('/api/contacts/cards', { id: randomUUID(), bookId, fields: { ...blankCard, ...fields } }),
    detail: (ref) => browser.get(`/api/contacts/cards/${ref}`),
    change: (ref, etag, change) =>
      browser.call({ method: 'PATCH', url: `/api/contacts/cards/${ref}`, payload: { etag, change } }),
    source: async (ref) =>
      (await browser.call({ method: 'GET', url: `/api/contacts/cards/${ref}/source` })).body,
    found: async (text) => {
      const query = new URLSearchParams({ text })
      const { refs } = await browser.get<{ refs: string[] }>(`/api/contacts/search?${query}`)
      const all = (await Promise.all((await books()).map(({ id }) => cards(id)))).flat()
      return refs.map((ref) => all.find((card) => card.ref === ref)!.name)
    },
    other: {
      dav,
      href,
      put: async (uid, lines) => {
        const stored = await createObject(dav, href, `${uid}.vcf`, vcard(uid, lines))
        return refOf(stored.href)
      },
      edit: async (ref, edit) => {
        const own = href + Buffer.from(ref.split('.')[1]!, 'base64url').toString()
        const { text, etag } = await getObject(dav, own)
        await putObject(dav, own, edit(text), { etag: etag! })
      },
    },
  }
}

export function davOf(url: string, user: string): Dav {
  return openDav({ url, allowCleartext: true, credentials: { kind: 'basic', user, password: 'password' } })
}

export function refOf(href: string): string {
  const at = href.lastIndexOf('/') + 1
  const coded = (text: string) => Buffer.from(text).toString('base64url')
  return `${coded(href.slice(0, at))}.${coded(href.slice(at))}`
}

export function vcard(uid: string, lines: string[]): string {
  return ['BEGIN:VCARD', 'VERSION:3.0', `UID:${uid}`, ...lines, 'END:VCARD', ''].join('\r\n')
}

export const point = (value: string, more: object = {}) => ({
  id: null,
  value,
  place: null,
  label: '',
  preferred: false,
  device: null,
  ...more,
})

export const call = (
  desk: ContactsDesk,
  method: 'POST' | 'PATCH' | 'DELETE' | 'GET',
  url: string,
  payload?: object,
) => desk.browser.call({ method, url: `/api/contacts/${url}`, ...(payload && { payload }) })
