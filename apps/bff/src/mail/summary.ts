import type { Address, MailboxId, MessageSummary } from '@staffetta/contract'
import type { FetchMessageObject, FetchQueryObject, MessageAddressObject } from 'imapflow'
import { invisible } from './characters.ts'
import { decodeWords } from './parameters.ts'
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
}

const MOST_ADDRESSES = 30

export function rowOf(message: FetchMessageObject, mailboxId: MailboxId, uidValidity: string): Row {
  const { envelope } = message
  const structure = readStructure(message.bodyStructure)
  return {
    structure,
    summary: {
      ref: makeRef(mailboxId, uidValidity, message.uid),
      mailboxId,
      messageId: envelope?.messageId ?? null,
      subject: oneLine(envelope?.subject),
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
    .map((entry) => ({ name: oneLine(entry.name), address: oneLine(entry.address) }))
    .filter((entry) => entry.address !== '' || entry.name !== '')
}

/** Control and bidi characters of a header could reorder or fake what stands around it in a row. */
export function oneLine(value: string | undefined): string {
  return decodeWords(value ?? '')
    .replaceAll(invisible, ' ')
    .trim()
    .slice(0, 1000)
}

function instantOf(value: Date | string | undefined): string | null {
  const date = value === undefined ? undefined : new Date(value)
  return date === undefined ||
    Number.isNaN(date.getTime()) ||
    date.getUTCFullYear() > 9999 ||
    date.getUTCFullYear() < 1
    ? null
    : date.toISOString()
}
