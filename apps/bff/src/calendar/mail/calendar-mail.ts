import { claimMail, listCalendarMail, releaseMail } from '../../db/calendar-mail.ts'
import type { CalendarMailRow } from '../../db/schema/calendar.ts'
import type { TenantDirectory } from '../../db/tenant-directory.ts'
import type { Tenant } from '../../db/tenants.ts'
import { AppError } from '../../http/app-error.ts'
import type { CalendarAccount } from '../account/calendar-account.ts'
import { shownCalendars, taskLists } from '../calendars/calendars.ts'
import { coverSpan } from '../account/cover-span.ts'
import type { Entry } from '../index/entry.ts'
import { listEvents, occurrenceOf, placeOf } from '../events/events.ts'
import { syncIndex } from '../account/index-sync.ts'
import { type Due, duesOf } from '../reminders/due.ts'
import { taskDuesOf } from '../reminders/task-standing.ts'
import { fullSight } from '../calendars/access.ts'
import { listTasks } from '../tasks/tasks.ts'
import { instantOf } from '../index/zones.ts'
import type { CalendarMailDeps } from './choices.ts'
import { agendaMail, reminderMail } from './compose-mail.ts'
import type { NoticeWords } from '../../mail/compose.ts'
import { canSend, sendNotice } from '../../mail/send-notice.ts'
import { clock, dueDay } from './words.ts'

const minuteMs = 60_000
const dayMs = 1440 * minuteMs
/** What could not be sent in an hour is of no use any more. */
const LATE_MS = 60 * minuteMs
/** A person's server is asked so often whether something new reminds. */
const LOOK_EVERY_MS = 5 * minuteMs
const AT_ONCE = 4

type Person = CalendarMailRow & { address: string }
interface Found extends Due {
  words: NoticeWords
}

/**
 * What the calendar says by mail, with nobody signed in: reminders that were asked for by mail, and the agenda of the day.
 * Before anything leaves, a row with a unique key says that it does: of all nodes one sends, once. Where nobody knows whether
 * it left, it is not sent again.
 */
export class CalendarMailer {
  readonly #deps: CalendarMailDeps & { tenants: TenantDirectory }
  /** What the next minutes hold, by person. */
  readonly #seen = new Map<string, { at: number; moments: number[] }>()

  constructor(deps: CalendarMailDeps & { tenants: TenantDirectory }) {
    this.#deps = deps
  }

  /** One turn over everybody who asked for something. */
  async run(): Promise<void> {
    const people = await listCalendarMail(this.#deps.db)
    const rest = [...people]
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let person = rest.pop(); person !== undefined; person = rest.pop()) {
          // A server that is away is asked at the next turn; the others do not wait for it.
          await this.#serve(person).catch(() => undefined)
        }
      }),
    )
  }

  async #serve(person: Person): Promise<void> {
    const tenant = await this.#deps.tenants.byId(person.tenant_id)
    if (tenant === undefined || !tenant.services.includes('calendar') || !canSend(tenant, this.#deps.config))
      return
    if (person.agenda) await this.#agenda(tenant, person)
    if (person.reminders) await this.#reminders(tenant, person)
  }

  async #reminders(tenant: Tenant, person: Person): Promise<void> {
    const now = Date.now()
    const known = this.#seen.get(person.account_id)
    const young = known !== undefined && now - known.at < LOOK_EVERY_MS
    if (young && !known.moments.some((at) => at <= now)) return
    // What is due is looked at again first: it may have been moved, called off or declined since.
    const found = await this.#due(tenant, person, now)
    if (found === null) return
    const later = found.filter(({ at }) => at > now).map(({ at }) => at)
    this.#seen.set(person.account_id, { at: now, moments: later })
    for (const { key, at, words } of found)
      if (at <= now) await this.#once(tenant, person, { key: `reminder ${key}`, words })
  }

  /** Null where the server does not say for sure. */
  async #due(tenant: Tenant, person: Person, now: number): Promise<Found[] | null> {
    const account = await this.#deps.services.behalf(tenant, person.address)
    if (account === null) return null
    const span = { from: now, to: now + dayMs }
    const asked = { from: now - LATE_MS, to: now + 2 * LOOK_EVERY_MS, zone: person.zone, by: 'mail' as const }
    const found: Found[] = []
    const where = this.#where(person)
    const shownAs = (href: string, entry: Entry, { appearance }: Due) =>
      occurrenceOf(placeOf(href), { entry, appearance }, { zone: person.zone, sight: fullSight })
    const shown = new Set((await shownCalendars(this.#deps.db, account)).map(({ href }) => href))
    // A list of tasks reminds whether it is shown or not, as it does on screen.
    const lists = new Set((await taskLists(this.#deps, account)).own.map(({ href }) => href))
    for (const href of new Set([...shown, ...lists])) {
      const index = account.indexOf(await account.collection(href))
      index.lookedAt = now
      await syncIndex(account, index, span)
      if (index.error !== null) return null
      if (shown.has(href)) {
        await coverSpan(account, index, span)
        for (const [at, entry] of index.entries)
          for (const due of duesOf(entry, asked))
            found.push({ ...due, words: reminderMail(shownAs(at, entry, due), where) })
      }
      if (lists.has(href))
        for (const { href: at, entry, row, due } of taskDuesOf(index.entries, asked)) {
          const says = row.due === null ? 'starts' : 'due'
          found.push({ ...due, words: reminderMail(shownAs(at, entry, due), where, says) })
        }
    }
    return found
  }

  async #agenda(tenant: Tenant, person: Person): Promise<void> {
    const now = Date.now()
    const { day, time } = clock(person.zone, now)
    const late = minutesOf(time) - minutesOf(person.agenda_at)
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
    if (late < 0 || late >= LATE_MS / minuteMs) return
    if (person.working_days && (weekday === 0 || weekday === 6)) return
    const key = `agenda ${day}`
    if (!(await claimMail(this.#deps.db, ownerOf(person), key))) return
    try {
      const account = await this.#deps.services.behalf(tenant, person.address)
      if (account === null) throw new AppError('calendar/server-unreachable')
      const words = agendaMail(await this.#dayOf(account, person, day), this.#where(person))
      await this.#send(tenant, person, { key, words })
    } catch (error) {
      await this.#unless(error, person, key)
    }
  }

  async #dayOf(account: CalendarAccount, { zone }: Person, day: string) {
    const from = instantOf(zone, Date.parse(`${day}T00:00:00Z`))
    const to = instantOf(zone, Date.parse(`${day}T00:00:00Z`) + dayMs)
    // All of it, not what a first look has: nobody looks at this mail again.
    for (const collection of await shownCalendars(this.#deps.db, account)) {
      const index = account.indexOf(collection)
      await syncIndex(account, index, { from, to })
      if (index.error !== null) throw new AppError(index.error)
    }
    const span = { from: new Date(from).toISOString(), to: new Date(to).toISOString() }
    const { occurrences } = await listEvents(this.#deps, account, { ...span, zone })
    const { tasks } = await listTasks(this.#deps, account, { zone })
    return {
      day,
      occurrences: occurrences
        .filter(({ status, people }) => status !== 'cancelled' && people?.mine !== 'declined')
        .toSorted((one, other) => Number(one.days === null) - Number(other.days === null)),
      tasks: tasks.filter((task) => {
        const due = dueDay(task, zone)
        return due !== null && due <= day && task.status !== 'completed' && task.status !== 'cancelled'
      }),
    }
  }

  async #once(tenant: Tenant, person: Person, mail: { key: string; words: NoticeWords }): Promise<void> {
    if (!(await claimMail(this.#deps.db, ownerOf(person), mail.key))) return
    try {
      await this.#send(tenant, person, mail)
    } catch (error) {
      await this.#unless(error, person, mail.key)
    }
  }

  async #send(tenant: Tenant, person: Person, mail: { key: string; words: NoticeWords }): Promise<void> {
    await sendNotice(this.#deps, tenant, { to: person.address, ...mail })
  }

  /** What surely did not leave may leave at the next turn. */
  async #unless(error: unknown, person: Person, key: string): Promise<void> {
    if (error instanceof AppError && error.code === 'mail/submission-uncertain') return
    await releaseMail(this.#deps.db, ownerOf(person), key)
    // It is due still, so that the next turn looks again.
    this.#seen.delete(person.account_id)
  }

  #where({ zone, language }: Person) {
    return { zone, language, url: this.#deps.config.publicUrl }
  }
}

function ownerOf({ tenant_id, account_id }: Person) {
  return { tenantId: tenant_id, accountId: account_id }
}

function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number) as [number, number]
  return hours * 60 + minutes
}
