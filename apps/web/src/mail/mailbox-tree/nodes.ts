import type { Mailbox } from '@staffetta/contract'
import type { Translate } from '@staffetta/i18n'
import type { TreeNode } from '@staffetta/ui'
import { mailboxName } from '../names.ts'

export interface MailboxNode extends TreeNode {
  mailbox: Mailbox
  name: string
  /** The number at the right: unread, or all of the drafts. */
  count: number
}

export interface TreeSection {
  id: 'roles' | 'folders' | 'shared' | 'other'
  nodes: MailboxNode[]
  /** Whether any of them can be opened. */
  twisties: boolean
}

const roleOrder = ['inbox', 'drafts', 'sent', 'archive', 'junk', 'trash']

/** The mailboxes as a person sees them: the ones with a purpose, their own folders, offices', others'. */
export function treeSections(
  mailboxes: readonly Mailbox[],
  isOpen: (id: string) => boolean,
  t: Translate,
): TreeSection[] {
  const children = new Map<string | null, Mailbox[]>()
  const known = new Set(mailboxes.map((mailbox) => mailbox.id))
  for (const mailbox of mailboxes) {
    const parent = mailbox.parentId !== null && known.has(mailbox.parentId) ? mailbox.parentId : null
    const siblings = children.get(parent)
    if (siblings) siblings.push(mailbox)
    else children.set(parent, [mailbox])
  }
  const byName = (one: Mailbox, other: Mailbox) =>
    mailboxName(one, t).localeCompare(mailboxName(other, t), undefined, { numeric: true })
  const walk = (mailbox: Mailbox, level: number): MailboxNode[] => {
    const below = (children.get(mailbox.id) ?? []).filter((child) => !hasOwnPlace(child)).sort(byName)
    const expanded = below.length === 0 ? undefined : isOpen(mailbox.id)
    const name = mailboxName(mailbox, t)
    const count = mailbox.role === 'drafts' ? mailbox.total : mailbox.role === 'trash' ? 0 : mailbox.unread
    const node: MailboxNode = { id: mailbox.id, label: name, level, expanded, mailbox, name, count }
    return [node, ...(expanded ? below.flatMap((child) => walk(child, level + 1)) : [])]
  }
  const roots = (children.get(null) ?? []).flatMap((root) =>
    isBareRoot(root) ? (children.get(root.id) ?? [root]) : [root],
  )

  const roles = mailboxes
    .filter(hasOwnPlace)
    .sort((one, other) => roleOrder.indexOf(one.role!) - roleOrder.indexOf(other.role!))
  const pick = (id: TreeSection['id'], tops: Mailbox[]): TreeSection => {
    const nodes = tops.flatMap((mailbox) => walk(mailbox, 1))
    return { id, nodes, twisties: nodes.some((node) => node.expanded !== undefined) }
  }
  const plain = roots.filter((mailbox) => !hasOwnPlace(mailbox)).sort(byName)
  return [
    pick('roles', roles),
    pick(
      'folders',
      plain.filter((mailbox) => mailbox.namespace === 'personal'),
    ),
    pick(
      'shared',
      plain.filter((mailbox) => mailbox.namespace === 'shared'),
    ),
    pick(
      'other',
      plain.filter((mailbox) => mailbox.namespace === 'other'),
    ),
  ]
}

/** Where a server hangs what others share (Dovecot's `shared`, Cyrus' `Other Users`): no folder of anybody. */
export function isBareRoot(mailbox: Mailbox): boolean {
  return mailbox.parentId === null && mailbox.namespace !== 'personal' && !mailbox.selectable
}

function hasOwnPlace(mailbox: Mailbox): boolean {
  return mailbox.role !== null && mailbox.namespace === 'personal'
}
