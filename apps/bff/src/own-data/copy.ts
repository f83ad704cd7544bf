import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import type { CardThreads } from '@staffetta/vcard/worker'
import type { CalendarAccounts } from '../calendar/account/calendar-accounts.ts'
import type { ServiceCalendars } from '../calendar/account/service-calendars.ts'
import { listCalendars } from '../calendar/calendars/calendar-list.ts'
import { exportCalendars } from '../calendar/export/export.ts'
import { listBooks } from '../contacts/books.ts'
import type { ContactsDeps } from '../contacts/contacts-deps.ts'
import { exportCards } from '../contacts/export.ts'
import { beatExport, beginExport, endExport } from '../db/own-exports.ts'
import { ownRows } from '../db/own-rows.ts'
import type { Account } from '../http/account.ts'
import { AppError } from '../http/app-error.ts'
import { safeFileName } from '../mail/file-name.ts'
import type { ImapAccounts } from '../mail/imap-accounts.ts'
import { mboxOf, ownMailboxes } from '../mail/mbox.ts'
import type { ArchiveFile } from '../mail/send-bytes.ts'
import { readPreferences } from '../settings/preferences.ts'

export interface CopyDeps {
  contactsDeps: ContactsDeps & { threads: CardThreads }
  calendars: CalendarAccounts
  services: ServiceCalendars
  imap: ImapAccounts
}

export interface Wanted {
  mail: boolean
  calendar: boolean
  contacts: boolean
}

const beatMs = 1000

/** A copy of somebody's data under way: its files as they are read, how far it is, and what ends it. */
export async function beginCopy(
  deps: CopyDeps,
  account: Account,
  wanted: Wanted,
): Promise<{ files: AsyncIterable<ArchiveFile>; wasStopped: () => boolean; end: () => Promise<void> }> {
  const { db } = deps.contactsDeps
  const id = randomUUID()
  if (!(await beginExport(db, account, id))) throw new AppError('own-data/under-way')
  const stop = new AbortController()
  const far = { messages: 0, totalMessages: 0, bytes: 0 }
  const beat = setInterval(() => {
    void beatExport(db, account.accountId, id, far)
      .then((goesOn) => goesOn || stop.abort())
      .catch(() => undefined) // the next beat says it
  }, beatMs)
  return {
    files: filesOf(deps, account, { wanted, far, signal: stop.signal }),
    wasStopped: () => stop.signal.aborted,
    end: async () => {
      clearInterval(beat)
      stop.abort()
      await endExport(db, account.accountId, id)
    },
  }
}

interface Run {
  wanted: Wanted
  far: { messages: number; totalMessages: number; bytes: number }
  signal: AbortSignal
}

async function* filesOf(deps: CopyDeps, account: Account, run: Run): AsyncIterable<ArchiveFile> {
  const { wanted, far, signal } = run
  const { db } = deps.contactsDeps
  const counted = (name: string, content: AsyncIterable<Buffer | string>): ArchiveFile => ({
    name,
    content: Readable.from(counting(content, run), { objectMode: false }),
  })
  const kept = {
    address: account.address,
    body: account.tenant.name,
    preferences: await readPreferences(db, account),
    kept: await ownRows(db, account),
  }
  yield counted('staffetta.json', textOf(`${JSON.stringify(kept, null, 2)}\n`))
  const { services } = account.tenant
  if (wanted.calendar && services.includes('calendar')) {
    const own = { db, services: deps.services }
    const calendars = deps.calendars.of(account)
    for (const { id, name, kind } of (await listCalendars(own, calendars)).calendars) {
      if (kind !== 'own') continue
      const how = { format: 'ics', calendarId: id, zone: 'Europe/Rome', language: 'it' } as const
      const { content } = await exportCalendars(own, calendars, how)
      yield counted(`agenda/${fileName(name, 'ics')}`, content)
    }
  }
  if (wanted.contacts && services.includes('contacts')) {
    const contacts = deps.contactsDeps.contacts.of(account)
    for (const { id, name, kind } of (await listBooks(deps.contactsDeps, contacts)).books) {
      if (kind !== 'own') continue
      const how = { format: 'vcard4', bookId: id, refs: [], name } as const
      const { content } = await exportCards(deps.contactsDeps, contacts, how)
      yield counted(`rubriche/${fileName(name, 'vcf')}`, content)
    }
  }
  if (wanted.mail && services.includes('mail')) {
    const imap = deps.imap.of(account)
    const mailboxes = await ownMailboxes(imap)
    far.totalMessages = mailboxes.reduce((sum, { total }) => sum + total, 0)
    // One connection for all: whoever has two hundred folders signs in once.
    const side = await imap.side.open(signal)
    try {
      for (const { path } of mailboxes)
        yield counted(
          `posta/${fileName(path, 'mbox')}`,
          mboxOf(side.imap, path, () => far.messages++),
        )
    } finally {
      side.close()
    }
  }
}

async function* counting(
  content: AsyncIterable<Buffer | string>,
  { far, signal }: Run,
): AsyncIterable<Buffer | string> {
  for await (const piece of content) {
    signal.throwIfAborted()
    far.bytes += piece.length
    yield piece
  }
}

async function* textOf(text: string): AsyncIterable<string> {
  yield text
}

/** Of a path of mailboxes too: what separates them separates no folders here. */
const fileName = (name: string, extension: string) =>
  safeFileName(`${name.replace(/[/\\]/g, ' - ').slice(0, 120)}.${extension}`, 'application/octet-stream')
