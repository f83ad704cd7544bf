import type { Address, MailboxId, MessageSummary } from '@staffetta/contract'
import type { FetchMessageObject, FetchQueryObject, MessageAddressObject } from 'imapflow'
import { shownLine } from './header-fields.ts'
import { makeRef } from './refs.ts'
import { isRealAttachment, readStructure, type Structure } from './structure.ts'

/**
 * What a list row costs to fetch. BODYSTRUCTURE is half of the parser's time, hence only for rows never seen. No header
 * fields: a server that has not cached them opens fifty files (so the priority is known once a message was opened).
 */
export const rowQuery = {
  uid: true,
  flags: true,
  envelope: true,
  bodyStructure: true,
  internalDate: true,
  size: true,
} as const satisfies FetchQueryObject

export interface Row {
  summary: MessageSummary
  structure: Structure
  /** Its envelope shows signs of having been decoded wrongly: the header tells better (misread-rows.ts). */
  misread: boolean
}

const MOST_ADDRESSES = 30

// What a library makes of raw 8-bit text, of words that lie about their charset, and of words within words.
// oxlint-disable-next-line no-control-regex -- ESC and C1 stand for a charset nobody undid
const misreadText = /[\ufffd\x1b\x80-\x9f]|=\?|[\u00c2\u00c3][\u0080-\u00bf]?/

/** Whether a text of a header or a preview was taken for another charset. */
export function isMisread(text: string | undefined): boolean {
  return text !== undefined && misreadText.test(text.slice(0, 2_000))
}

export function rowOf(message: FetchMessageObject, mailboxId: MailboxId, uidValidity: string): Row {
  const { envelope } = message
  const structure = readStructure(message.bodyStructure)
  const people = [...(envelope?.from ?? []), ...(envelope?.to ?? [])].slice(0, MOST_ADDRESSES)
  return {
    structure,
    misread: [envelope?.subject, ...people.flatMap(({ name, address }) => [name, address])].some(isMisread),
    summary: {
      ref: makeRef(mailboxId, uidValidity, message.uid),
      mailboxId,
      messageId: envelope?.messageId ?? null,
      subject: shownLine(envelope?.subject),
      from: addressesOf(envelope?.from),
      to: addressesOf(envelope?.to).slice(0, MOST_ADDRESSES),
      sentAt: instantOf(envelope?.date),
      receivedAt: instantOf(message.internalDate) ?? new Date(0).toISOString(),
      sizeBytes: message.size ?? 0,
      flags: flagsOf(message.flags),
      hasAttachments: structure.attachments.some(
        (part) => isRealAttachment(part) && part.type !== 'text/calendar',
      ),
      invitation: structure.attachments.some((part) => part.type === 'text/calendar'),
      priority: 'normal',
      preview: null,
      modseq: message.modseq?.toString() ?? null,
      thread: null,
    },
  }
}

/** Known from the structure, or meant for servers. */
const silentFlags = new Set(['\\recent', '$hasattachment', '$hasnoattachment'])

/** `\Seen` → seen; keywords as they are. */
export function flagsOf(flags: Set<string> | undefined): string[] {
  return [...(flags ?? [])]
    .filter((flag) => !silentFlags.has(flag.toLowerCase()))
    .map((flag) => (flag.startsWith('\\') ? flag.slice(1).toLowerCase() : flag))
    .toSorted()
}

export function imapFlag(flag: string): string {
  const system: Record<string, string> = {
    seen: '\\Seen',
    flagged: '\\Flagged',
    answered: '\\Answered',
    draft: '\\Draft',
    deleted: '\\Deleted',
  }
  return system[flag] ?? flag
}

export function addressesOf(list: MessageAddressObject[] | undefined): Address[] {
  return (list ?? [])
    .map((entry) => ({ name: shownLine(entry.name), address: shownLine(entry.address) }))
    .filter((entry) => entry.address !== '' || entry.name !== '')
}

export function instantOf(value: Date | string | undefined): string | null {
  const date = value === undefined ? undefined : new Date(value)
  return date === undefined ||
    Number.isNaN(date.getTime()) ||
    date.getUTCFullYear() > 9999 ||
    date.getUTCFullYear() < 1
    ? null
    : date.toISOString()
}
