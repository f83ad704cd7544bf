import {
  createCollection,
  getCollection,
  isDavError,
  nameOf,
  parentOf,
  updateCollection,
} from '@staffetta/dav'
import type { FilePiece } from '@staffetta/icalendar/worker'
import type { CalendarAccount } from '../account/calendar-account.ts'
import { hexOf } from '../../dav/colours.ts'
import type { CalendarColour } from '@staffetta/contract'
import type { ImportFiles } from './file.ts'

/** One request that carries everything has to end within what a connection waits for. */
const WHOLE_MS = 110_000
const MOST_WHOLE = 12_000_000

/** A calendar for the file; `filled` where the server took all of it in one request. */
export async function makeCalendar(
  account: CalendarAccount,
  href: string,
  {
    name,
    colour,
    pieces,
    files,
  }: { name: string; colour: CalendarColour; pieces: FilePiece[]; files: ImportFiles },
): Promise<{ filled: boolean }> {
  const settings = { displayName: name, colour: hexOf(colour) }
  if (await storeWhole(account, href, await files.joined(pieces.map(({ text }) => text)))) {
    const signal = AbortSignal.timeout(WHOLE_MS)
    await updateCollection(account.dav, href, settings, { kind: 'calendar', signal })
    return { filled: true }
  }
  const wanted = { kind: 'calendar' as const, name: nameOf(href), ...settings }
  try {
    await createCollection(account.dav, parentOf(href), wanted, account.patience())
  } catch (error) {
    // Made before this node or another went away.
    if (!isDavError(error, 'conflict')) throw error
  }
  return { filled: false }
}

/** Radicale makes a calendar of a PUT to where none is; whoever refuses that is asked piece by piece. */
async function storeWhole(account: CalendarAccount, href: string, body: string): Promise<boolean> {
  if (body.length > MOST_WHOLE) return false
  const answer = await account.dav.exchange({
    method: 'PUT',
    href,
    body,
    contentType: 'text/calendar; charset=utf-8',
    headers: { 'if-none-match': '*' },
    signal: AbortSignal.timeout(WHOLE_MS),
  })
  if (answer.status >= 300) return false
  const made = await getCollection(account.dav, href, account.patience()).catch((error: unknown) => {
    if (isDavError(error)) return undefined
    throw error
  })
  if (made?.kind === 'calendar') return true
  // It is a file of that name now, which nobody asked for.
  await account.dav.exchange({ method: 'DELETE', href, signal: account.patience() })
  return false
}
