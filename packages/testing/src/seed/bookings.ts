import { randomUUID } from 'node:crypto'
import type { Product } from '../product.ts'
import { davide, demoPassword, type DemoPerson, elena, lucia, paolo } from './organisations.ts'

const domain = 'monteverde.example'

/** Rooms, cars and things of the larger municipality, as an administrator types them. */
const demoResources: { address: string; name: string; words: string[] }[] = [
  {
    address: `sala.giunta@${domain}`,
    name: 'Sala giunta',
    words: ['--place', 'Palazzo comunale, primo piano', '--capacity', '14', '--opening', 'MO-FR 08:00-20:00'],
  },
  {
    address: `sala.consiliare@${domain}`,
    name: 'Sala consiliare',
    words: [
      '--place',
      'Palazzo comunale, secondo piano',
      '--capacity',
      '80',
      '--opening',
      'MO-SA 08:00-23:00',
      '--approval',
      'manager',
      '--manager',
      elena.address,
      '--note',
      'Chiedere le chiavi al protocollo.',
    ],
  },
  {
    address: `sala.riunioni@${domain}`,
    name: 'Sala riunioni',
    words: ['--place', 'Ufficio tecnico', '--capacity', '8', '--opening', 'MO-FR 07:30-19:00'],
  },
  {
    address: `panda@${domain}`,
    name: 'Panda AB123CD',
    words: [
      '--kind',
      'vehicle',
      '--place',
      'Chiavi in portineria',
      '--note',
      'Segnare i chilometri sul registro.',
    ],
  },
  { address: `doblo@${domain}`, name: 'Doblò FE456GH', words: ['--kind', 'vehicle', '--place', 'Magazzino'] },
  {
    address: `proiettore@${domain}`,
    name: 'Proiettore',
    words: ['--kind', 'equipment', '--place', 'Segreteria'],
  },
]

interface DemoBooking {
  who: DemoPerson
  resource: string
  title: string
  /** Days from today. */
  day: number
  from: string
  to: string
  private?: true
}

const demoBookings: DemoBooking[] = [
  {
    who: elena,
    resource: 'sala.riunioni',
    title: 'Tavolo PNRR scuola via Fonte',
    day: 0,
    from: '09:00',
    to: '10:30',
  },
  {
    who: paolo,
    resource: 'sala.giunta',
    title: 'Coordinamento cantieri',
    day: 0,
    from: '11:00',
    to: '12:30',
  },
  {
    who: davide,
    resource: 'sala.giunta',
    title: 'Variazione di bilancio',
    day: 0,
    from: '15:00',
    to: '17:00',
  },
  { who: paolo, resource: 'panda', title: 'Cantiere di via Roma', day: 0, from: '08:30', to: '12:00' },
  { who: elena, resource: 'panda', title: 'Sopralluogo Rocca Alta', day: 0, from: '14:00', to: '16:00' },
  { who: lucia, resource: 'proiettore', title: 'Corso ANPR', day: 0, from: '09:00', to: '13:00' },
  {
    who: lucia,
    resource: 'sala.riunioni',
    title: 'Colloquio',
    day: 0,
    from: '14:30',
    to: '15:30',
    private: true,
  },
  {
    who: lucia,
    resource: 'sala.consiliare',
    title: 'Incontro con le scuole',
    day: 6,
    from: '10:00',
    to: '12:00',
  },
  { who: davide, resource: 'panda', title: 'Tesoreria', day: 1, from: '09:00', to: '10:00' },
]

export async function addResources(staffetta: Product['staffetta']): Promise<void> {
  for (const { address, name, words } of demoResources)
    await staffetta('resource', 'add', 'monteverde', address, '--name', name, ...words)
}

/** As people do it: each books with an event of their own. */
export async function seedBookings(url: string, now = new Date()): Promise<void> {
  for (const who of new Set(demoBookings.map((booking) => booking.who))) {
    const say = await signIn(url, who)
    const { calendars } = await say<{ calendars: { id: string; isDefault: boolean }[] }>(
      'GET',
      '/api/calendar/calendars',
    )
    const calendarId = calendars.find(({ isDefault }) => isDefault)!.id
    for (const { resource, title, day, from, to, ...more } of demoBookings.filter((one) => one.who === who)) {
      const date = new Date(now.getTime() + day * 86_400_000).toLocaleDateString('sv-SE', {
        timeZone: 'Europe/Rome',
      })
      const time = (local: string) => ({ kind: 'zoned', local: `${date}T${local}:00`, zone: 'Europe/Rome' })
      const fields = {
        ...empty,
        title,
        start: time(from),
        end: time(to),
        class: more.private ? 'private' : 'public',
        attendees: [{ address: `${resource}@${domain}`, name: '', role: 'required' }],
      }
      await say('POST', '/api/calendar/events', {
        id: randomUUID(),
        calendarId,
        zone: 'Europe/Rome',
        fields,
      }).catch(closedThatDay)
    }
  }
}

/** On a Sunday the demo has fewer meetings. */
function closedThatDay(error: Error): void {
  if (!error.message.includes('calendar/resource-closed')) throw error
}

type Say = <T>(method: 'GET' | 'POST', path: string, body?: object) => Promise<T>

async function signIn(url: string, { address }: DemoPerson): Promise<Say> {
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ address, password: demoPassword, shared: false })
  const answer = await fetch(new URL('/api/auth/sign-in', url), { method: 'POST', headers, body })
  const { csrfToken } = (await answer.json()) as { csrfToken: string }
  const cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(';', 1)[0])
    .join('; ')
  return async <T>(method: 'GET' | 'POST', path: string, wanted?: object) => {
    const request = {
      method,
      headers: { ...headers, cookie, 'x-csrf-token': csrfToken },
      ...(wanted !== undefined && { body: JSON.stringify(wanted) }),
    }
    const reply = await fetch(new URL(path, url), request)
    if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${await reply.text()}`)
    return (await reply.json()) as T
  }
}

const empty = {
  location: '',
  description: '',
  url: '',
  categories: [],
  transparent: false,
  attachments: [],
  status: 'confirmed',
  colour: null,
  recurrence: null,
  reminders: [],
}
