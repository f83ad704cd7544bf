import type { Calendar } from '@staffetta/contract'
import { type Collection, nameOf } from '@staffetta/dav'
import type { Db } from '../../db/open.ts'
import type { CalendarAccount } from '../account/calendar-account.ts'
import { defaultOf, holds, holdsEvents, withOneAtLeast } from './calendars.ts'
import { isShared, nameOfCollection, rightsOn, unescaped } from '../../dav/collection-facts.ts'
import { choicesOf, forgetChoice, isLentShown, isRemoved, isShown } from './choices.ts'
import { filesOf } from './attachment-limits.ts'
import { colourFor, nearestColour } from '../../dav/colours.ts'
import { calendarIdOf, eventRefOf } from '../account/refs.ts'
import type { ServiceCalendars } from '../account/service-calendars.ts'
import { lentTo } from '../../dav/lent.ts'

const MOST_PROBLEMS = 50

/** A calendar of the list, with what depends on whose it is. */
type Listed = Pick<Calendar, 'kind' | 'owner' | 'can' | 'shown'> & {
  via: CalendarAccount
  collection: Collection
}

export async function listCalendars(
  deps: { db: Db; services: ServiceCalendars },
  account: CalendarAccount,
): Promise<{ calendars: Calendar[]; canCreate: boolean }> {
  const { failure, at } = await account.collections()
  const own = await account.discovered()
  const { db } = deps
  const all = await withOneAtLeast(db, account)
  const choices = await choicesOf(db, account)
  const listed = all.filter((collection) => !isRemoved(choices, collection))
  const lending = await lentTo(deps, account)
  const lent = lending.filter(({ collection }) => !isRemoved(choices, collection))
  if (failure === null)
    await forgetGone(db, account, [...all, ...lending.map(({ collection }) => collection)])
  const isChosen = (href: string) => choices.some((choice) => choice.isDefault && choice.href === href)
  const chosenLent = lent.find(({ access, collection }) => access === 'write' && isChosen(collection.href))
  const chosen = chosenLent?.collection.href ?? defaultOf(listed, choices, own)
  const canShare = deps.services.serves(account.account.tenant) || own.capabilities.sharing
  const rows = [
    ...listed.map((collection): Listed => {
      const shared = isShared(collection, own)
      const owner = shared ? ownerOf(collection) : null
      const can = { ...rightsOn(collection, own), share: canShare && !shared, leave: shared }
      const shown = isShown(choices, collection)
      return { via: account, collection, kind: shared ? 'shared' : 'own', owner, can, shown }
    }),
    ...lent.map((one): Listed => {
      const { via, collection, owner, access } = one
      const can = { write: access === 'write', rename: false, remove: false, share: false, leave: true }
      return { via, collection, kind: 'shared', owner: owner.name, can, shown: isLentShown(choices, one) }
    }),
  ]
  const asCalendar = async ({ via, collection, ...rest }: Listed): Promise<Calendar> => {
    const index = via.indexes.get(collection.href)
    const error = failure?.code ?? index?.error ?? null
    const since = index?.syncedAt === 0 || index === undefined ? at : index.syncedAt
    const problems = via === account ? problemsOf(index?.entries ?? new Map()) : []
    const choice = choices.find(({ href }) => href === collection.href)
    return {
      ...rest,
      id: calendarIdOf(collection.href),
      name: nameOfCollection(collection),
      colour:
        nearestColour(choice?.colour ?? undefined) ??
        nearestColour(collection.colour) ??
        colourFor(collection.href),
      description: unescaped(collection.description ?? ''),
      isDefault: collection.href === chosen,
      reminderMinutes: choice?.reminderMinutes ?? null,
      holds: { events: holdsEvents(collection), tasks: via === account && holds(collection, 'VTODO') },
      state: error !== null ? 'failed' : index !== undefined && index.progress !== null ? 'syncing' : 'ready',
      progress: error === null ? (index?.progress ?? null) : null,
      error,
      staleSince: error === null ? null : new Date(since).toISOString(),
      files: await filesOf({ via, collection }),
      ...(problems.length > 0 && { problems }),
    }
  }
  const calendars = await Promise.all(rows.map(asCalendar))
  const subscribed = (await account.feeds?.calendars(account)) ?? []
  const positions = new Map(choices.map(({ href, position }) => [calendarIdOf(href), position]))
  const orders = new Map(listed.map(({ href, order }) => [calendarIdOf(href), order]))
  return {
    calendars: [...calendars, ...subscribed].toSorted(inOrder),
    canCreate: own.calendarHomes.length > 0,
  }

  function inOrder(one: Calendar, other: Calendar): number {
    const place = ({ id }: Calendar) => positions.get(id) ?? Infinity
    const order = ({ id }: Calendar) => orders.get(id) ?? Infinity
    return (
      compare(place(one), place(other)) ||
      compare(order(one), order(other)) ||
      one.name.localeCompare(other.name, 'it')
    )
  }
}

/** What is no longer shared was taken from the list for good: shared anew, it is there. */
async function forgetGone(db: Db, account: CalendarAccount, there: readonly Collection[]): Promise<void> {
  const hrefs = new Set(there.map(({ href }) => href))
  for (const { href, removed } of await choicesOf(db, account))
    if (removed && !hrefs.has(href)) await forgetChoice(db, account, href)
}

/** Infinity, taken from itself, is no number. */
function compare(one: number, other: number): number {
  return one === other ? 0 : one - other
}

function ownerOf({ owner }: Collection): string | null {
  return owner === undefined ? null : nameOf(owner)
}

function problemsOf(
  entries: ReadonlyMap<string, { problem: string | null }>,
): NonNullable<Calendar['problems']> {
  const problems: NonNullable<Calendar['problems']> = []
  for (const [href, { problem }] of entries) {
    if (problem === null) continue
    problems.push({
      ref: eventRefOf(href),
      code: problem === 'too-complex' ? 'calendar/too-complex' : 'calendar/event-unreadable',
    })
    if (problems.length >= MOST_PROBLEMS) break
  }
  return problems
}
