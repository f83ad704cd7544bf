import type { Address, Header, MessageRef, MessageSummary } from '@staffetta/contract'
import addressparser from 'nodemailer/lib/addressparser'
import { AppError } from '../http/app-error.ts'
import { decodeText } from './charset.ts'
import type { ImapAccount } from './imap-account.ts'
import { pathOf } from './mailbox-tree.ts'
import { checkValidity } from './messages.ts'
import { decodeWords } from './parameters.ts'
import { readRef } from './refs.ts'
import { oneLine } from './summary.ts'

const MOST_HEADERS = 2_000
const MOST_VALUE = 20_000

/** Unfolded fields in their order, as far as a line looks like one; a block without end is cut. */
export function headerLines(block: Buffer): Header[] {
  const { text } = decodeText(block.subarray(0, 1_000_000), undefined)
  const fields: Header[] = []
  for (const line of text.replaceAll(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    if (fields.length >= MOST_HEADERS) break
    const match = /^([\x21-\x39\x3b-\x7e]+)[ \t]*:(.*)$/.exec(line)
    if (match) fields.push({ name: match[1]!, value: match[2]!.trim().slice(0, MOST_VALUE) })
  }
  return fields
}

export function headerOf(headers: Header[], name: string): string | undefined {
  return headers.find((header) => header.name.toLowerCase() === name)?.value
}

/** The addresses of a field; groups are opened. Words are decoded after parsing: an encoded comma separates nothing. */
export function addressHeader(headers: Header[], name: string): Address[] {
  const value = headers
    .filter((header) => header.name.toLowerCase() === name)
    .map((header) => header.value)
    .join(', ')
  return value === '' ? [] : parseAddresses(value)
}

function parseAddresses(value: string): Address[] {
  return addressparser(value, { flatten: true })
    .slice(0, 1_000)
    .map((entry) => ({ name: oneLine(entry.name), address: oneLine(entry.address) }))
    .filter((entry) => entry.address !== '' || entry.name !== '')
}

export function priorityOf(headers: Header[]): MessageSummary['priority'] {
  const value = `${headerOf(headers, 'x-priority') ?? ''} ${headerOf(headers, 'importance') ?? ''}`
  if (/^\s*[12]|high/i.test(value)) return 'high'
  return /^\s*[45]|low/i.test(value) ? 'low' : 'normal'
}

/** All header fields of a message in their order, decoded to be read. */
export async function listHeaders(account: ImapAccount, ref: MessageRef): Promise<Header[]> {
  const { mailboxId, uidValidity, uid } = readRef(ref)
  return account.inMailbox(
    await pathOf(account, mailboxId),
    async (imap, view) => {
      checkValidity(view, uidValidity)
      const message = await imap.fetchOne(String(uid), { uid: true, headers: true }, { uid: true })
      if (message === false || message.headers === undefined) throw new AppError('mail/message-gone')
      return headerLines(message.headers).map(({ name, value }) => ({ name, value: decodeWords(value) }))
    },
    { onlyReads: true },
  )
}
