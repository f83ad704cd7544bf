import type { Address, MessageSummary, MessageThread } from '@staffetta/contract'
import type { MailboxView } from './mailbox-view.ts'

/** Messages of one conversation that are looked at for who wrote and what is unread. */
export const THREAD_DEPTH = 30
/** Rows that a window of conversations may need: a view keeps 2,000. */
const MOST_MEMBERS = 1_500
const MOST_REFS = 200
const MOST_PEOPLE = 5

/** How deep each conversation of a window is looked at. */
export function threadDepth(rows: number): number {
  return Math.min(THREAD_DEPTH, Math.floor(MOST_MEMBERS / Math.max(1, rows)))
}

/** The messages whose rows are needed to show the conversations these are in. */
export function threadMembers(view: MailboxView, uids: Iterable<number>, depth: number): number[] {
  const { threads } = view
  if (!threads) return []
  return [...uids].flatMap((uid) => threads.membersOf(uid).slice(-depth))
}

/** A row with its conversation; undefined while something of it is not known. */
export function threadedRow(view: MailboxView, uid: number, depth: number): MessageSummary | undefined {
  const row = view.row(uid)
  const members = view.threads?.membersOf(uid)
  if (row === undefined || members === undefined || members.length === 0) return undefined
  if (members.length === 1) return row.summary
  const looked: MessageSummary[] = []
  for (const member of members.slice(-depth)) {
    const summary = view.row(member)?.summary
    if (summary === undefined) return undefined
    looked.push(summary)
  }
  const thread: MessageThread = {
    count: members.length,
    people: peopleOf(looked),
    refs: members.slice(-MOST_REFS).map((member) => view.refOf(member)),
    unread: looked.filter(({ flags }) => !flags.includes('seen')).map(({ ref }) => ref),
  }
  return { ...row.summary, thread }
}

function peopleOf(summaries: MessageSummary[]): Address[] {
  const people = new Map<string, Address>()
  for (const { from } of summaries) {
    const [person] = from
    const key = person && (person.address || person.name).toLowerCase()
    if (key && !people.has(key)) people.set(key, person)
  }
  return [...people.values()].slice(-MOST_PEOPLE)
}
