import { setTimeout as sleep } from 'node:timers/promises'
import type { LeftReason } from '@staffetta/contract'
import type { FilePiece } from '@staffetta/icalendar/worker'
import type { advanceImport } from '../../db/calendar-imports.ts'
import type { CalendarImportRow } from '../../db/schema.ts'
import { AppError } from '../../http/app-error.ts'
import type { CalendarAccount } from '../account/calendar-account.ts'
import { colourFor } from '../../dav/colours.ts'
import { told } from '../account/dav-errors.ts'
import { syncIndex } from '../account/index-sync.ts'
import type { ImportFiles, ReadFile } from './file.ts'
import { standingOf, type Standing } from './standing.ts'
import { type Fate, storePieces } from './store.ts'
import { makeCalendar } from './whole.ts'

const SAVE_MS = 700
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

interface Counts {
  done: number
  added: number
  updated: number
  kept: number
  refused: Refused[]
}

export interface Running {
  account: () => CalendarAccount
  files: ImportFiles
  open: (silent: boolean) => Promise<ReadFile>
  /** Writes down how far it is; aborts `signal` where it was cancelled meanwhile, here or on another node. */
  save: (change: Parameters<typeof advanceImport>[3]) => Promise<void>
  signal: AbortSignal
}

/** Stores what is not stored yet. */
export async function runImport(running: Running, row: CalendarImportRow): Promise<void> {
  const { account, files, save, signal } = running
  if (row.href === null) throw new AppError('calendar/calendar-gone')
  const counts: Counts = {
    done: row.done,
    added: row.added,
    updated: row.updated,
    kept: row.kept,
    refused: row.refused as Counts['refused'],
  }
  const written = () => ({ ...counts, refused: JSON.stringify(counts.refused), beat_at: new Date() })
  // From the beginning: a large file takes longer to read than a node may be silent.
  const alive = setInterval(() => void save(written()).catch(() => undefined), SAVE_MS)
  try {
    const { capabilities } = await account().discovered()
    const { pieces } = await running.open(capabilities.autoSchedule)
    const filled = await prepare(running, row, pieces)
    if (filled) count(counts, pieces, { to: pieces.length, fate: 'added' })
    else {
      const standing =
        row.new_name === null || row.done > 0 ? await standingNow(running, row.href, pieces) : new Map()
      const target = { account, href: row.href, updates: row.updates, files, standing }
      await storePieces(target, pieces, {
        from: counts.done,
        signal,
        settled: (at, fate) => count(counts, pieces, { to: at + 1, fate }),
      })
    }
  } finally {
    clearInterval(alive)
    await showWhatCame(account(), row.href)
  }
  if (!signal.aborted) await save({ ...written(), state: 'done', sealed: null })
}

/** Where the file makes a calendar of its own, it is made; true when it is full already. */
async function prepare(
  { account, files }: Running,
  { href, new_name: name, done }: CalendarImportRow,
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

function count(counts: Counts, pieces: readonly FilePiece[], { to, fate }: { to: number; fate: Fate }): void {
  const many = to - counts.done
  if (typeof fate === 'string') counts[fate] += many
  else {
    const { title, line } = pieces[to - 1]!
    counts.refused.push({ at: to - 1, reason: fate.left, title: title.slice(0, 200), line })
  }
  counts.done = to
}
