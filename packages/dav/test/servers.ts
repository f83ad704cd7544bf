import { type Cyrus, startCyrus, startDavical, startRadicale, startXandikos } from '@staffetta/testing'
import { createCollection, type Dav, type DavAccount, discover, openDav } from '../src/index.ts'

export interface TestServer {
  url: string
  /** A person nobody was before; the password is `password`. */
  newUser: () => Promise<string>
  stop: () => Promise<void>
}

export const serverNames = ['Radicale', 'Cyrus', 'Xandikos', 'DAViCal'] as const
export type ServerName = (typeof serverNames)[number]

export async function startServer(name: ServerName): Promise<TestServer> {
  if (name === 'Cyrus') return cyrusServer(await startCyrus({ inMemory: true }))
  if (name === 'DAViCal') {
    const { url, makeUser, stop } = await startDavical()
    const newUser = async () => {
      const user = nextName()
      await makeUser(user)
      return user
    }
    return { url, stop, newUser }
  }
  if (name === 'Xandikos') {
    const { url, stop } = await startXandikos()
    return { url, stop, newUser: async () => nextName() }
  }
  const radicale = await startRadicale({ users: [], maxContentBytes: 2_000_000 })
  const people: { address: string; password: string }[] = []
  return {
    url: radicale.url,
    stop: radicale.stop,
    newUser: async () => {
      const address = nextName()
      people.push({ address, password: 'password' })
      radicale.setPeople(people)
      return address
    },
  }
}

export function cyrusServer(cyrus: Cyrus): TestServer {
  return {
    url: cyrus.davUrl,
    stop: cyrus.stop,
    newUser: async () => {
      const user = nextName()
      await cyrus.makeUser(user)
      return user
    },
  }
}

let people = 0

export function nextName(): string {
  people += 1
  return `utente${people}@monteverde.example`
}

export function signIn(url: string, user: string, password = 'password'): Dav {
  return openDav({ url, allowCleartext: true, credentials: { kind: 'basic', user, password } })
}

export interface Desk {
  user: string
  dav: Dav
  account: DavAccount
  /** An empty calendar. */
  calendar: string
  home: string
}

/** A new person with an empty calendar. */
export async function newDesk(server: TestServer): Promise<Desk> {
  const user = await server.newUser()
  const dav = signIn(server.url, user)
  const account = await discover(dav)
  const home = account.calendarHomes[0] ?? ''
  const { collection } = await createCollection(dav, home, { kind: 'calendar', name: 'prove' })
  return { user, dav, account, calendar: collection.href, home }
}

export function anEvent(uid: string, summary = 'Consiglio', extra: string[] = []): string {
  return lines(
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Staffetta//Test//IT',
    'BEGIN:VEVENT',
    `UID:${uid}`,
    'DTSTAMP:20260301T080000Z',
    'DTSTART:20260302T090000Z',
    'DTEND:20260302T100000Z',
    `SUMMARY:${summary}`,
    ...extra,
    'END:VEVENT',
    'END:VCALENDAR',
  )
}

export function aCard(uid: string, name = 'Bruno Ferri'): string {
  const [given = '', family = ''] = name.split(' ')
  return lines(
    'BEGIN:VCARD',
    'VERSION:3.0',
    `UID:${uid}`,
    `FN:${name}`,
    `N:${family};${given};;;`,
    'EMAIL:bruno@monteverde.example',
    'END:VCARD',
  )
}

export function lines(...all: string[]): string {
  return all.map((line) => `${line}\r\n`).join('')
}
