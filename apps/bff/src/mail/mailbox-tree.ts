import type { Mailbox, MailboxId, MailboxRole, MessageOrder, Quota } from '@staffetta/contract'
import type { ListResponse } from 'imapflow'
import { AppError } from '../http/app-error.ts'
import type { ImapAccount } from './imap-account.ts'
import type { Imap } from './imap-client.ts'
import { myRights } from './imap-extensions.ts'
import { withPatience } from './patience.ts'
import { mailboxIdOf } from './refs.ts'

const roles: Record<string, MailboxRole> = {
  '\\Inbox': 'inbox',
  '\\Drafts': 'drafts',
  '\\Sent': 'sent',
  '\\Junk': 'junk',
  '\\Trash': 'trash',
  '\\Archive': 'archive',
}

/** What a role's mailbox is called when it has to be made. */
const roleNames: Record<MailboxRole, string> = {
  inbox: 'INBOX',
  drafts: 'Drafts',
  sent: 'Sent',
  junk: 'Junk',
  trash: 'Trash',
  archive: 'Archive',
}

const roleOrder: (MailboxRole | null)[] = ['inbox', 'drafts', 'sent', 'archive', 'junk', 'trash', null]

interface Node {
  mailbox: Mailbox
  path: string
  delimiter: string
}

/** The mailboxes of an account as they were listed last. */
export class MailboxTree {
  readonly #nodes: Map<MailboxId, Node>
  readonly #byPath: Map<string, Node>
  readonly quota: Quota | null
  readonly orders: MessageOrder[]
  readonly readAt = Date.now()

  constructor(nodes: Node[], quota: Quota | null, orders: MessageOrder[]) {
    this.#nodes = new Map(nodes.map((node) => [node.mailbox.id, node]))
    this.#byPath = new Map(nodes.map((node) => [node.path, node]))
    this.quota = quota
    this.orders = orders
  }

  get mailboxes(): Mailbox[] {
    return [...this.#nodes.values()].map((node) => node.mailbox)
  }

  pathOf(id: MailboxId): string | undefined {
    return this.#nodes.get(id)?.path
  }

  idOf(path: string): MailboxId | undefined {
    return this.#byPath.get(path)?.mailbox.id
  }

  delimiterOf(id: MailboxId): string {
    return this.#nodes.get(id)?.delimiter ?? '/'
  }

  find(id: MailboxId): Mailbox | undefined {
    return this.#nodes.get(id)?.mailbox
  }

  withRole(role: MailboxRole): Mailbox | undefined {
    return this.mailboxes.find((mailbox) => mailbox.role === role && mailbox.namespace === 'personal')
  }

  setCounts(path: string, counts: { total: number; unread: number }): boolean {
    const mailbox = this.#byPath.get(path)?.mailbox
    if (mailbox === undefined || (mailbox.total === counts.total && mailbox.unread === counts.unread))
      return false
    mailbox.total = counts.total
    mailbox.unread = counts.unread
    return true
  }
}

/** LIST with STATUS in one round trip where the server can (RFC 5819), and the quota of the INBOX. */
async function readTree(imap: Imap): Promise<MailboxTree> {
  const listed = await imap.list({ statusQuery: { messages: true, unseen: true } })
  const quota = imap.capabilities.has('QUOTA')
    ? await imap.getQuota('INBOX').catch(() => false as const)
    : false
  const nodes: Node[] = []
  const ids = new Map(listed.map((entry) => [entry.path, mailboxIdOf(entry.path)]))
  for (const entry of listed)
    nodes.push({ mailbox: await mailboxOf(imap, entry, ids), path: entry.path, delimiter: entry.delimiter })
  nodes.sort(byPlace)
  const storage = quota === false ? undefined : quota.storage
  return new MailboxTree(
    nodes,
    storage?.limit ? { usedBytes: storage.usage ?? 0, totalBytes: storage.limit } : null,
    imap.capabilities.has('SORT') ? ['arrival', 'date', 'from', 'to', 'subject', 'size'] : ['arrival'],
  )
}

async function mailboxOf(imap: Imap, entry: ListResponse, ids: Map<string, MailboxId>): Promise<Mailbox> {
  const selectable = !entry.flags.has('\\Noselect') && !entry.flags.has('\\NonExistent')
  const namespace = namespaceOf(imap, entry.path)
  const role = entry.path.toUpperCase() === 'INBOX' ? 'inbox' : (roles[entry.specialUse ?? ''] ?? null)
  // One's own mailboxes need no question; others' rights decide what may be offered.
  const rights =
    namespace === 'personal' || !selectable
      ? undefined
      : await myRights(imap, entry.path).catch(() => undefined)
  const allowed = (right: string) => rights === undefined || rights.includes(right)
  return {
    id: ids.get(entry.path)!,
    parentId: ids.get(entry.parentPath) ?? null,
    name: entry.name,
    role: namespace === 'personal' ? role : null,
    namespace,
    selectable,
    subscribed: entry.subscribed === true, // imapflow leaves it out where it is not
    total: entry.status?.messages ?? 0,
    unread: entry.status?.unseen ?? 0,
    can: {
      rename: role === null && allowed('x'),
      remove: role === null && allowed('x'),
      createChild: !entry.flags.has('\\Noinferiors') && allowed('k'),
      insert: selectable && allowed('i'),
      expunge: selectable && allowed('e') && allowed('t'),
    },
  }
}

function namespaceOf(imap: Imap, path: string): Mailbox['namespace'] {
  const inside = (spaces: { prefix: string }[] | false | undefined) =>
    spaces
      ? spaces.some(
          ({ prefix }) => prefix !== '' && (path.startsWith(prefix) || `${path}${prefix.at(-1)}` === prefix),
        )
      : false
  if (inside(imap.namespaces?.other)) return 'other'
  return inside(imap.namespaces?.shared) ? 'shared' : 'personal'
}

function byPlace(a: Node, b: Node): number {
  const role = roleOrder.indexOf(a.mailbox.role) - roleOrder.indexOf(b.mailbox.role)
  return role === 0 ? a.path.localeCompare(b.path, 'it', { numeric: true }) : role
}

/** The tree, listed when it is not known or an id is not in it. */
export async function treeOf(account: ImapAccount, options: { fresh?: boolean } = {}): Promise<MailboxTree> {
  if (account.tree !== undefined && options.fresh !== true) return account.tree
  account.tree = await account.command(readTree, () => true)
  return account.tree
}

/** The tree as it is now; as it was, when the server does not answer in time. */
export async function currentTree(account: ImapAccount): Promise<MailboxTree> {
  return withPatience(treeOf(account, { fresh: true }), () => account.tree)
}

/** The path of an id of the wire. `inbox` needs no list; an unknown id is looked for once more before it is gone. */
export async function pathOf(account: ImapAccount, id: MailboxId): Promise<string> {
  if (id === 'inbox') return 'INBOX'
  const path = (await treeOf(account)).pathOf(id) ?? (await treeOf(account, { fresh: true })).pathOf(id)
  if (path === undefined) throw new AppError('mail/mailbox-gone')
  return path
}

/** The mailbox of a role, made when there is none. */
export async function mailboxWithRole(account: ImapAccount, role: MailboxRole): Promise<Mailbox> {
  const known = (await treeOf(account)).withRole(role)
  if (known !== undefined) return known
  await account.command(async (imap) => {
    const prefix = imap.namespace?.prefix ?? ''
    const { path } = await imap.mailboxCreate(`${prefix}${roleNames[role]}`)
    await imap.mailboxSubscribe(path)
  })
  const made = (await treeOf(account, { fresh: true })).withRole(role)
  if (made === undefined) throw new AppError('mail/mailbox-gone')
  return made
}
