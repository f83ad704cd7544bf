import { randomUUID } from 'node:crypto'
import type { Stack } from '../stack.ts'
import { median, medianOf } from './median.ts'
import { signIn, type BenchSession } from './session.ts'
import { openSpeaker, type Say } from './speaker.ts'

const dayMs = 86_400_000
const address = 'bench-agenda@monteverde.example'
const events = 10_000
/** Of these so many recur without end. */
const series = 500
/** What is older than this is asked of the server again, where no stream is open. */
const staleMs = 4_200

interface Window {
  occurrences: { ref: string; title: string }[]
}
interface Calendars {
  calendars: { id: string; state: string }[]
}

/** The calendar over HTTP, beside the CalDAV server asked directly. Milliseconds. */
export class CalendarBench {
  readonly address = address
  readonly #session: BenchSession
  readonly #server: Say
  readonly #calendarId: string

  private constructor(session: BenchSession, server: Say) {
    this.#session = session
    this.#server = server
    this.#calendarId = Buffer.from(home).toString('base64url')
  }

  /** Stores the events, as another program did over years. */
  static async open(stack: Stack): Promise<CalendarBench> {
    const server = openSpeaker(stack.radicale.port, address)
    await server('MKCALENDAR', home, '')
    // Radicale alone takes a whole calendar in one PUT.
    await server('PUT', home, calendarOf(Array.from({ length: events }, (_, i) => eventOf(i))))
    return new CalendarBench(await signIn(stack.url, address), server)
  }

  /** From the first question to a whole week, and to a whole calendar. */
  async firstReading(): Promise<{ weekMs: number; allMs: number }> {
    const startedAt = performance.now()
    let weekMs = Infinity
    let most = 0
    for (;;) {
      const { occurrences } = await this.#week()
      if (occurrences.length > most) {
        most = occurrences.length
        weekMs = performance.now() - startedAt
      }
      const { calendars } = (await this.#session.get('/api/calendar/calendars')) as Calendars
      if (calendars.find(({ id }) => id === this.#calendarId)?.state === 'ready') break
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    const allMs = performance.now() - startedAt
    const { occurrences } = await this.#week()
    return { weekMs: occurrences.length > most ? allMs : weekMs, allMs }
  }

  async weekWarm(runs: number): Promise<number> {
    // Kept true by the beat, as with any open tab.
    const close = await this.#session.listen()
    await new Promise((resolve) => setTimeout(resolve, 26_000))
    const time = await medianOf(runs, async () => () => this.#week())
    close()
    // The stream lingers for half a minute, then nobody keeps the index true.
    await new Promise((resolve) => setTimeout(resolve, 31_000))
    return time
  }

  /** Another program stored an event: the answer that has it. */
  async delta(runs: number): Promise<number> {
    const times: number[] = []
    for (let run = 0; run < runs; run++) {
      const uid = `altrove-${run}`
      await this.#server('PUT', `${home}${uid}.ics`, calendarOf([single(uid, Date.now() + run * 60_000)]))
      await new Promise((resolve) => setTimeout(resolve, staleMs))
      const startedAt = performance.now()
      for (;;) {
        const { occurrences } = await this.#week()
        if (occurrences.some(({ title }) => title === uid)) break
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
      times.push(performance.now() - startedAt)
    }
    return median(times)
  }

  async create(runs: number): Promise<{ floor: number; bff: number }> {
    const floor = await medianOf(runs, async (run) => () => {
      const uid = `diretto-${run}`
      return this.#server('PUT', `${home}${uid}.ics`, calendarOf([single(uid, Date.now())]))
    })
    const bff = await medianOf(runs, async (run) => () => this.#create(`nostro-${run}`))
    return { floor, bff }
  }

  /** Another time, by a drag. */
  async moveInTime(runs: number): Promise<number> {
    const { ref } = await this.#create('trascinato')
    return medianOf(runs, async (run) => () => {
      const start = utc(Date.now() + (run + 1) * 600_000)
      const end = utc(Date.now() + (run + 1) * 600_000 + 3_600_000)
      const change = { start: { kind: 'utc', at: start }, end: { kind: 'utc', at: end } }
      const body = { scope: 'all', recurrenceId: null, zone: 'Europe/Rome', etag: null, change }
      return this.#session.patch(`/api/calendar/events/${ref}`, body)
    })
  }

  #create(title: string): Promise<{ ref: string }> {
    const at = Date.now()
    const fields = {
      title,
      location: '',
      description: '',
      url: '',
      categories: [],
      class: 'public',
      transparent: false,
      status: 'confirmed',
      colour: null,
      start: { kind: 'utc', at: utc(at) },
      end: { kind: 'utc', at: utc(at + 3_600_000) },
      recurrence: null,
      reminders: [],
      attendees: [],
      attachments: [],
    }
    const body = { id: randomUUID(), calendarId: this.#calendarId, zone: 'Europe/Rome', fields }
    return this.#session.post('/api/calendar/events', body) as Promise<{ ref: string }>
  }

  #week(): Promise<Window> {
    const monday = Math.floor((Date.now() / dayMs - 4) / 7) * 7 * dayMs + 4 * dayMs
    const query = new URLSearchParams({ from: utc(monday), to: utc(monday + 7 * dayMs), zone: 'Europe/Rome' })
    return this.#session.get(`/api/calendar/events?${query}`) as Promise<Window>
  }
}

const home = `/${address}/agenda/`

/** Single events over two years, and series that began a year ago, one in twenty. */
function eventOf(i: number): string {
  const now = Math.floor(Date.now() / 3_600_000) * 3_600_000
  const every = events / series
  if (i % every !== 0) return single(`evento-${i}`, now + ((i / events) * 2 - 1) * 365 * dayMs)
  const start = now - 365 * dayMs + (i / every) * 3_600_000
  const days = ['MO,WE', 'TU', 'TH,FR', 'SA', 'MO,TU,WE,TH,FR'][(i / every) % 5]!
  return single(`serie-${i}`, start, [`RRULE:FREQ=WEEKLY;BYDAY=${days}`])
}

function single(uid: string, at: number, more: string[] = []): string {
  const stamp = (instant: number) => utc(instant).replaceAll(/[-:]/g, '')
  return [
    'BEGIN:VEVENT',
    `UID:${uid}`,
    'DTSTAMP:20260101T000000Z',
    `DTSTART:${stamp(at)}`,
    `DTEND:${stamp(at + 3_600_000)}`,
    `SUMMARY:${uid}`,
    'LOCATION:Sala giunta',
    'DESCRIPTION:Ordine del giorno sul protocollo. Relazione sulle pratiche al punto quattro.',
    ...more,
    'END:VEVENT',
  ].join('\r\n')
}

function calendarOf(parts: string[]): string {
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Bench//IT', ...parts, 'END:VCALENDAR', ''].join('\r\n')
}

function utc(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, 'Z')
}
