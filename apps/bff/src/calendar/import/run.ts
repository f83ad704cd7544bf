import { setTimeout as sleep } from 'node:timers/promises'
import type { LeftReason } from '@staffetta/contract'
import type { FilePiece } from '@staffetta/icalendar/worker'
import { counted } from '../../dav/import/counts.ts'
import type { Running as Job } from '../../dav/import/import-jobs.ts'
import { storeAll } from '../../dav/import/store-all.ts'
import type { FileImportRow } from '../../db/schema/dav.ts'
import { AppError } from '../../http/app-error.ts'
import type { CalendarAccount } from '../account/calendar-account.ts'
import { colourFor } from '../../dav/colours.ts'
import { told } from '../account/dav-errors.ts'
import { syncIndex } from '../account/index-sync.ts'
import type { ImportFiles, ReadFile } from './file.ts'
import { standingOf, type Standing } from './standing.ts'
import { storePiece } from './store.ts'
import { makeCalendar } from './whole.ts'

/** A small file is on screen when it is said to be done; a large one comes as it is read. */
const SHOWN_MS = 1_500
const dayMs = 86_400_000

/** By its place in the file. */
export interface Refused {
  at: number
  reason: LeftReason
  title: string
  line: number
}

export interface Running extends Job {
  account: () => CalendarAccount
  files: ImportFiles
  open: (silent: boolean) => Promise<ReadFile>
}

/** Stores what is not stored yet. */
export async function runImport(running: Running, row: FileImportRow): Promise<void> {
  const { account, files, signal } = running
  const { href } = row
  if (href === null) throw new AppError('calendar/calendar-gone')
  await counted<Refused>(
    row,
    running,
    async (counts) => {
      const { capabilities } = await account().discovered()
      const { pieces } = await running.open(capabilities.autoSchedule)
      if (await prepare(running, row, pieces)) return counts.settle(pieces.length, 'added')
      const isThere = row.new_name === null || row.done > 0
      const standing = isThere ? await standingNow(running, href, pieces) : new Map()
      const target = { account, href, updates: row.updates, files, standing }
      await storeAll(pieces.length, (at) => storePiece(target, pieces[at]!), {
        from: counts.done,
        signal,
        settled: (at, fate) =>
          counts.settle(
            at + 1,
            typeof fate === 'string' ? fate : { refused: refusedAs(at, fate.left, pieces[at]!) },
          ),
      })
    },
    () => showWhatCame(account(), href),
  )
}

/** Where the file makes a calendar of its own, it is made; true when it is full already. */
async function prepare(
  { account, files }: Running,
  { href, new_name: name, done }: FileImportRow,
  pieces: FilePiece[],
): Promise<boolean> {
  if (name === null || done > 0) return false
  const there = (await account().collections(-1)).collections.some((one) => one.href === href)
  if (there) return false
  const wanted = { name, colour: colourFor(href!), pieces, files }
  const { filled } = await told('collection', makeCalendar(account(), href!, wanted))
  await account().collections(-1)
  account().publish([{ type: 'calendar.calendars-changed' }])
  return filled
}

async function standingNow(
  { account, files }: Running,
  href: string,
  pieces: FilePiece[],
): Promise<Map<string, Standing>> {
  return standingOf(account(), await account().collection(href), { files, pieces })
}

/** Views show what came without waiting for the beat. */
async function showWhatCame(account: CalendarAccount, href: string): Promise<void> {
  const collection = account.remembered.find((one) => one.href === href)
  if (collection === undefined) return
  const index = account.indexOf(collection)
  await index.running
  const now = Date.now()
  const synced = syncIndex(account, index, { from: now - 30 * dayMs, to: now + 30 * dayMs })
  await Promise.race([synced, sleep(SHOWN_MS, undefined, { ref: false })])
}

function refusedAs(at: number, reason: LeftReason, { title, line }: FilePiece): Refused {
  return { at, reason, title: title.slice(0, 200), line }
}
