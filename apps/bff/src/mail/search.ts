import type { MailboxId, SearchCriteria, SearchFrame } from '@staffetta/contract'
import { AppError } from '../http/app-error.ts'
import type { ImapAccount } from './imap-account.ts'
import { atom, text, type Imap, type ImapArgument } from './imap-client.ts'
import { imapError } from './imap-errors.ts'
import { searchUids } from './imap-extensions.ts'
import { pathOf, treeOf } from './mailbox-tree.ts'
import { filterCriteria } from './filters.ts'
import { rereadMisread } from './misread-rows.ts'
import { mailboxIdOf } from './refs.ts'
import { rowOf, rowQuery, type Row } from './summary.ts'
import { compactSet } from './uid-list.ts'

/** File names are in no index of a server: the newest so many messages with attachments are looked through. */
const MOST_LOOKED_THROUGH = 1_000

/**
 * Searches one mailbox after the other on a connection of its own and yields what each has as it is found. A mailbox that
 * cannot be searched is said and passed over. Closing the connection is how a search is cancelled.
 */
export async function* searchMail(
  account: ImapAccount,
  query: { criteria: SearchCriteria; mailboxIds: MailboxId[] | undefined; limit: number },
  signal: AbortSignal,
): AsyncIterable<SearchFrame> {
  const mailboxIds = query.mailboxIds ?? (await everywhere(account))
  const paths: string[] = []
  for (const id of mailboxIds) paths.push(await pathOf(account, id))
  const criteria = searchArguments(query.criteria)
  const { imap, close } = await account.side.open(signal)
  try {
    let searched = 0
    for (const path of paths) {
      yield await searchMailbox(imap, path, {
        criteria,
        limit: query.limit,
        fileNames: query.criteria.fileName ?? [],
      })
      searched++
      if (signal.aborted) return
    }
    yield { kind: 'done', searched, mailboxes: paths.length }
  } finally {
    close()
  }
}

async function searchMailbox(
  imap: Imap,
  path: string,
  query: { criteria: ImapArgument[]; limit: number; fileNames: string[] },
): Promise<SearchFrame> {
  const mailboxId = mailboxIdOf(path)
  try {
    const box = await imap.mailboxOpen(path, { readOnly: true })
    const uids = box.exists === 0 ? new Uint32Array() : await searchUids(imap, query.criteria)
    const named = query.fileNames.length > 0
    const wanted = Array.from(uids.slice(-(named ? MOST_LOOKED_THROUGH : query.limit)))
    const rows = (
      await fetchSummaries(imap, wanted, { mailboxId, uidValidity: box.uidValidity.toString() })
    ).filter((row) => query.fileNames.every((name) => hasFile(row, name)))
    return {
      kind: 'hits',
      mailboxId,
      total: named ? rows.length : uids.length,
      rows: rows.slice(0, query.limit).map((row) => row.summary),
    }
  } catch (error) {
    const known = imapError(error)
    if (!(known instanceof AppError) || !imap.usable) throw known
    return { kind: 'failed', mailboxId, error: known.code }
  }
}

/** Rows of these UIDs, newest first. */
async function fetchSummaries(
  imap: Imap,
  uids: number[],
  at: { mailboxId: string; uidValidity: string },
): Promise<Row[]> {
  if (uids.length === 0) return []
  const rows = new Map<number, Row>()
  for await (const message of imap.fetch(compactSet(uids), rowQuery, { uid: true })) {
    if (message.envelope !== undefined) rows.set(message.uid, rowOf(message, at.mailboxId, at.uidValidity))
  }
  await rereadMisread(imap, rows)
  return uids.toReversed().flatMap((uid) => rows.get(uid) ?? [])
}

function hasFile(row: Row, name: string): boolean {
  return row.structure.attachments.some((part) => part.fileName.toLowerCase().includes(name.toLowerCase()))
}

/** Everything selectable but Trash and Junk, the Inbox first. */
async function everywhere(account: ImapAccount): Promise<MailboxId[]> {
  return (await treeOf(account)).mailboxes
    .filter(({ selectable, role }) => selectable && role !== 'trash' && role !== 'junk')
    .map(({ id }) => id)
}

/** RFC 3501 §6.4.4. What a person typed goes as a string or literal, never as syntax. */
function searchArguments(criteria: SearchCriteria): ImapArgument[] {
  const all = keysOf(criteria)
  if (criteria.not !== undefined) {
    const none = keysOf(criteria.not)
    if (none.length > 0) all.push(atom('NOT'), none)
  }
  return all.length > 0 ? all : [atom('ALL')]
}

function keysOf(criteria: SearchCriteria): ImapArgument[] {
  const keys: ImapArgument[] = []
  const each = (words: string[] | undefined, key: (word: string) => ImapArgument[]) => {
    for (const word of words ?? []) keys.push(...key(word))
  }
  each(criteria.text, anywhere)
  each(criteria.from, (word) => [atom('FROM'), text(word)])
  each(criteria.to, (word) => [atom('OR'), atom('TO'), text(word), atom('CC'), text(word)])
  each(criteria.cc, (word) => [atom('CC'), text(word)])
  each(criteria.with, (word) => [
    ...['FROM', 'TO'].flatMap((field) => [atom('OR'), atom(field), text(word)]),
    atom('CC'),
    text(word),
  ])
  each(criteria.subject, (word) => [atom('SUBJECT'), text(word)])
  each(criteria.body, (word) => [atom('BODY'), text(word)])
  each(criteria.keyword, (word) => [atom('KEYWORD'), atom(word.replaceAll(/[^A-Za-z0-9$_.-]/g, ''))])
  if (criteria.since !== undefined) keys.push(atom('SINCE'), atom(imapDay(criteria.since)))
  if (criteria.before !== undefined) keys.push(atom('BEFORE'), atom(imapDay(criteria.before)))
  if (criteria.largerThanBytes !== undefined)
    keys.push(atom('LARGER'), atom(String(criteria.largerThanBytes)))
  if (criteria.smallerThanBytes !== undefined)
    keys.push(atom('SMALLER'), atom(String(criteria.smallerThanBytes)))
  if (criteria.seen !== undefined) keys.push(atom(criteria.seen ? 'SEEN' : 'UNSEEN'))
  if (criteria.flagged !== undefined) keys.push(atom(criteria.flagged ? 'FLAGGED' : 'UNFLAGGED'))
  if (criteria.answered !== undefined) keys.push(atom(criteria.answered ? 'ANSWERED' : 'UNANSWERED'))
  if (criteria.hasAttachments === true || criteria.fileName !== undefined)
    keys.push(...filterCriteria.attachments)
  else if (criteria.hasAttachments === false) keys.push(atom('NOT'), filterCriteria.attachments)
  return keys
}

/** OR, not AND: a word is found wherever it stands. */
function anywhere(word: string): ImapArgument[] {
  const fields = ['SUBJECT', 'FROM', 'TO', 'CC']
  return [...fields.flatMap((field) => [atom('OR'), atom(field), text(word)]), atom('BODY'), text(word)]
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

function imapDay(day: string): string {
  const [year, month, date] = day.split('-').map(Number)
  const name = months[month! - 1]
  if (name === undefined || date! < 1 || date! > 31)
    throw new AppError('request/invalid', { field: '/criteria' })
  return `${date}-${name}-${year}`
}
