import type { MailboxId, MessageRef } from '@staffetta/contract'
import { AppError } from '../http/app-error.ts'

export interface RefParts {
  mailboxId: MailboxId
  uidValidity: string
  uid: number
}

export function makeRef(mailboxId: MailboxId, uidValidity: string, uid: number): MessageRef {
  return `${mailboxId}.${BigInt(uidValidity).toString(36)}.${uid.toString(36)}`
}

/** The schema of the route has checked the form; a number too large to be a UID is still nobody's message. */
export function readRef(ref: MessageRef): RefParts {
  const [mailboxId, validity, uid] = ref.split('.') as [string, string, string]
  const number = Number.parseInt(uid, 36)
  if (!(number > 0 && number < 2 ** 32) || validity.length > 13) throw new AppError('mail/message-gone')
  return { mailboxId, uidValidity: fromBase36(validity).toString(), uid: number }
}

function fromBase36(text: string): bigint {
  let value = 0n
  for (const digit of text) value = value * 36n + BigInt(Number.parseInt(digit, 36))
  return value
}

/** The refs of a request, by mailbox: an action goes to one mailbox at a time. */
export function refsByMailbox(refs: MessageRef[]): Map<MailboxId, { uidValidity: string; uids: number[] }> {
  const groups = new Map<MailboxId, { uidValidity: string; uids: number[] }>()
  for (const ref of refs) {
    const { mailboxId, uidValidity, uid } = readRef(ref)
    const group = groups.get(mailboxId) ?? { uidValidity, uids: [] }
    if (group.uidValidity !== uidValidity) throw new AppError('mail/uidvalidity-changed')
    group.uids.push(uid)
    groups.set(mailboxId, group)
  }
  return groups
}

/** The path itself, so that every node derives the same; INBOX has no case (RFC 3501 §5.1) and never moves. */
export function mailboxIdOf(path: string): MailboxId {
  return path.toUpperCase() === 'INBOX' ? 'inbox' : `p${Buffer.from(path).toString('base64url')}`
}
