import type { Address, Header, MessageRef, MessageSummary } from '@staffetta/contract'
import addressparser from 'nodemailer/lib/addressparser'
import { AppError } from '../http/app-error.ts'
import { headerLines, headerOf } from './header-lines.ts'
import type { ImapAccount } from './imap-account.ts'
import { pathOf } from './mailbox-tree.ts'
import { checkValidity } from './messages.ts'
import { decodeWords } from './parameters.ts'
import { readRef } from './refs.ts'
import { oneLine } from './summary.ts'

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
