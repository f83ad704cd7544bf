import type { CalendarColour, CalendarId } from '@staffetta/contract'
import { deleteCollection, updateCollection } from '@staffetta/dav'
import { deleteShares } from '../../db/shares.ts'
import { AppError } from '../../http/app-error.ts'
import type { CalendarAccount } from '../account/calendar-account.ts'
import type { CalendarDeps } from '../account/calendar-deps.ts'
import { isShared, rightsOn } from '../../dav/collection-facts.ts'
import { choicesOf, choose, forgetChoice, isLentShown, isShown } from './choices.ts'
import { hexOf } from '../../dav/colours.ts'
import { told } from '../account/dav-errors.ts'
import { hrefOfCalendar } from '../account/refs.ts'
import { accessTo } from './access.ts'
import { feedIdIn } from '../subscriptions/feed-href.ts'

/**
 * Name, colour and description go to the server; what is shown, the default and what was taken from the list are the
 * person's. A colleague's calendar is not changed by whoever is lent it: its colour is theirs alone.
 */
export async function updateCalendar(
  deps: CalendarDeps,
  account: CalendarAccount,
  id: CalendarId,
  change: {
    name?: string
    colour?: CalendarColour
    description?: string
    shown?: boolean
    isDefault?: boolean
    removed?: boolean
    reminderMinutes?: number | null
  },
): Promise<void> {
  const { name, colour, description, removed, ...own } = change
  if (account.feeds !== undefined && feedIdIn(hrefOfCalendar(id)) !== undefined)
    return account.feeds.update(account, id, {
      ...(name !== undefined && { name }),
      ...(colour !== undefined && { colour }),
      ...(own.shown !== undefined && { shown: own.shown }),
    })
  const { collection, lent, write } = await accessTo(deps, account, hrefOfCalendar(id))
  if (lent === null) {
    if (removed === true && !isShared(collection, await account.discovered()))
      throw new AppError('calendar/not-permitted')
    await setOnServer(account, collection.href, { name, colour, description })
    const choice = { ...own, ...(removed !== undefined && { removed }) }
    if (Object.keys(choice).length > 0) await choose(deps.db, account, collection.href, choice)
  } else {
    const shares = name !== undefined || description !== undefined || (own.isDefault === true && !write)
    if (shares) throw new AppError('calendar/not-permitted')
    const shown = isLentShown(await choicesOf(deps.db, account), lent)
    const choice = {
      shown,
      ...own,
      ...(colour !== undefined && { colour: hexOf(colour) }),
      ...(removed !== undefined && { removed }),
    }
    await choose(deps.db, account, collection.href, choice)
  }
  await account.seenAnew()
}

async function setOnServer(
  account: CalendarAccount,
  href: string,
  {
    name,
    colour,
    description,
  }: { name: string | undefined; colour: CalendarColour | undefined; description: string | undefined },
): Promise<void> {
  const settings = {
    ...(name !== undefined && { displayName: name }),
    ...(colour !== undefined && { colour: hexOf(colour) }),
    ...(description !== undefined && { description }),
  }
  if (Object.keys(settings).length === 0) return
  const signal = account.patience()
  const outcome = await told(
    'collection',
    updateCollection(account.dav, href, settings, { kind: 'calendar', signal }),
  )
  const refused = Object.values(outcome.settings).filter((result) => result?.kind === 'refused')
  if (refused.length > 0) throw new AppError('calendar/not-permitted')
}

export async function deleteCalendar(
  deps: CalendarDeps,
  account: CalendarAccount,
  id: CalendarId,
): Promise<void> {
  const { db } = deps
  if (account.feeds !== undefined && feedIdIn(hrefOfCalendar(id)) !== undefined)
    return account.feeds.remove(account, id)
  const collection = await account.collection(hrefOfCalendar(id))
  if (!rightsOn(collection, await account.discovered()).remove) throw new AppError('calendar/not-permitted')
  await told('collection', deleteCollection(account.dav, collection.href, account.patience()))
  await forgetChoice(db, account, collection.href)
  await deleteShares(db, 'calendar', account.account, collection.href)
  deps.calendars.forgetShared(account.account.tenantId)
  await account.seenAnew()
}

/** The order of the list, as the person wants it: it is theirs alone, also of calendars of others. */
export async function orderCalendars(
  deps: CalendarDeps,
  account: CalendarAccount,
  ids: readonly CalendarId[],
): Promise<void> {
  const choices = await choicesOf(deps.db, account)
  for (const [position, id] of ids.entries()) {
    const { collection, lent } = await accessTo(deps, account, hrefOfCalendar(id))
    const shown = lent === null ? isShown(choices, collection) : isLentShown(choices, lent)
    await choose(deps.db, account, collection.href, { shown, position })
  }
  account.publish([{ type: 'calendar.calendars-changed' }])
}
