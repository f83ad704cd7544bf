import { chownSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Dovecot } from '../servers/dovecot.ts'
import { runner } from '../servers/unprivileged.ts'
import { aRoutineMessage } from './routine.ts'

/** A message as it lies in a folder. */
export interface StoredMessage {
  raw: Buffer
  receivedAt: Date
  /** In IMAP's words: `\\Seen`, `\\Flagged`, `\\Answered`, `\\Draft`, `\\Deleted`. Keywords are set over IMAP. */
  flags?: string[]
}

const maildirLetters: Record<string, string> = {
  '\\Draft': 'D',
  '\\Flagged': 'F',
  '\\Answered': 'R',
  '\\Seen': 'S',
  '\\Deleted': 'T',
}

/**
 * Writes messages straight into a user's Maildir, which is many times faster than APPEND, and has Dovecot index them.
 * Meant for folders no client has open. The order of arrival is the order given.
 */
export async function storeMessages(
  dovecot: Dovecot,
  user: string,
  mailbox: string,
  messages: Iterable<StoredMessage>,
  options: { onProgress?: (stored: number) => void } = {},
): Promise<number> {
  const home = dovecot.home(user)
  const folder =
    mailbox.toUpperCase() === 'INBOX' ? join(home, 'Maildir') : join(home, 'Maildir', onDisk(mailbox))
  // Only what is made here changes hands: Dovecot may be at work beside it, indexing what was stored before.
  const { uid, gid, drops } = runner()
  const handOver = (path: string) => {
    if (drops) chownSync(path, uid, gid)
  }
  const makeFolder = (path: string) => {
    const first = mkdirSync(path, { recursive: true, mode: 0o700 })
    if (first === undefined) return
    for (let made = path; made.startsWith(first); made = dirname(made)) handOver(made)
  }
  for (const name of ['cur', 'new', 'tmp']) makeFolder(join(folder, name))
  const batch = Math.floor(Date.now() / 1000)
  let count = 0
  for (const { raw, receivedAt, flags = [] } of messages) {
    count += 1
    const letters = flags
      .map((flag) => maildirLetters[flag] ?? '')
      .toSorted()
      .join('')
    // With S= (size) and W= (size with CRLF) in the name Dovecot opens no file to know them. `raw` has CRLF already.
    const name = `${batch}.M${String(count).padStart(7, '0')}.staffetta,S=${raw.length},W=${raw.length}`
    const path = join(folder, 'cur', `${name}:2,${letters}`)
    writeFileSync(path, raw, { mode: 0o600 })
    utimesSync(path, receivedAt, receivedAt)
    handOver(path)
    if (count % 1000 === 0) options.onProgress?.(count)
  }
  if (mailbox.toUpperCase() !== 'INBOX') await dovecot.doveadm('mailbox', 'subscribe', '-u', user, mailbox)
  await dovecot.doveadm('-o', 'mail_plugins=acl quota', 'index', '-u', user, mailbox)
  return count
}

// RFC 3501 §5.1.3: Dovecot keeps the names of folders on disk as they go over IMAP.
function onDisk(mailbox: string): string {
  return mailbox.replace(/&|[^\x20-\x7e]+/g, (run) => {
    if (run === '&') return '&-'
    const utf16 = Buffer.from(run, 'utf16le').swap16()
    return `&${utf16.toString('base64').replace(/=+$/, '').replace(/\//g, ',')}-`
  })
}

/** Fills a folder with `count` messages of a municipal office, the same ones for the same seed, the newest last. */
export function fillMailbox(
  dovecot: Dovecot,
  user: string,
  mailbox: string,
  options: { count: number; seed?: number; newestAt?: Date; onProgress?: (stored: number) => void },
): Promise<number> {
  const { count, seed = 1, newestAt = new Date(), ...rest } = options
  return storeMessages(dovecot, user, mailbox, routine(user, count, seed, newestAt), rest)
}

function* routine(user: string, count: number, seed: number, newestAt: Date): Generator<StoredMessage> {
  for (let i = 0; i < count; i++)
    yield aRoutineMessage({ user, seed: seed * 1_000_003 + i, age: count - 1 - i, newestAt })
}
