import type { MailboxId } from '@staffetta/contract'
import { AppError } from '../http/app-error.ts'
import type { ImapAccount } from './imap-account.ts'
import { pathOf, treeOf } from './mailbox-tree.ts'

/** Creates below a parent, or at the top. The server's delimiter in a name would make two mailboxes of one. */
export async function createMailbox(
  account: ImapAccount,
  parentId: MailboxId | null,
  name: string,
): Promise<MailboxId> {
  const path = await childPath(account, parentId, name)
  await account.command(async (imap) => {
    const { created } = await imap.mailboxCreate(path)
    if (!created) throw new AppError('mail/mailbox-exists')
    await imap.mailboxSubscribe(path)
  })
  return treeChanged(account, path)
}

export async function renameMailbox(
  account: ImapAccount,
  mailboxId: MailboxId,
  parentId: MailboxId | null,
  name: string,
): Promise<MailboxId> {
  const from = await pathOf(account, mailboxId)
  const to = await childPath(account, parentId, name)
  if (mailboxId === 'inbox') throw new AppError('mail/mailbox-name-refused')
  if (from !== to) {
    await account.command(async (imap) => {
      if (imap.mailbox !== false && imap.mailbox.path === from) await imap.mailboxClose()
      await imap.mailboxRename(from, to)
      await imap.mailboxUnsubscribe(from).catch(() => undefined)
      await imap.mailboxSubscribe(to)
    })
    account.views.delete(from)
  }
  return treeChanged(account, to)
}

export async function deleteMailbox(
  account: ImapAccount,
  mailboxId: MailboxId,
  evenIfNotEmpty: boolean,
): Promise<void> {
  const path = await pathOf(account, mailboxId)
  const tree = await treeOf(account, { fresh: true })
  const mailbox = tree.find(mailboxId)
  if (mailbox === undefined) throw new AppError('mail/mailbox-gone')
  if (!mailbox.can.remove) throw new AppError('mail/not-permitted')
  const delimiter = tree.delimiterOf(mailboxId)
  const inside = tree.mailboxes
    .map((other) => tree.pathOf(other.id)!)
    .filter((other) => other.startsWith(path + delimiter))
  if (!evenIfNotEmpty && (mailbox.total > 0 || inside.length > 0))
    throw new AppError('mail/mailbox-not-empty')
  await account.command(async (imap) => {
    for (const gone of [...inside.toSorted((a, b) => b.length - a.length), path]) {
      if (imap.mailbox !== false && imap.mailbox.path === gone) await imap.mailboxClose()
      await imap.mailboxUnsubscribe(gone).catch(() => undefined)
      await imap.mailboxDelete(gone)
      account.views.delete(gone)
    }
  })
  await treeChanged(account, undefined)
}

async function childPath(account: ImapAccount, parentId: MailboxId | null, name: string): Promise<string> {
  const tree = await treeOf(account)
  // oxlint-disable-next-line no-control-regex -- what no mailbox name may hold
  const wanted = name.replaceAll(/[\u0000-\u001f\u007f]/g, '').trim()
  const delimiter = tree.delimiterOf(parentId ?? 'inbox')
  if (wanted === '' || wanted.includes(delimiter) || /^\.+$/.test(wanted))
    throw new AppError('mail/mailbox-name-refused')
  if (parentId === null) return account.command(async (imap) => `${imap.namespace?.prefix ?? ''}${wanted}`)
  return `${await pathOf(account, parentId)}${delimiter}${wanted}`
}

async function treeChanged(account: ImapAccount, path: string | undefined): Promise<MailboxId> {
  const tree = await treeOf(account, { fresh: true })
  account.publish([{ type: 'mail.mailboxes-changed', mailboxes: tree.mailboxes }])
  const id = path === undefined ? undefined : tree.idOf(path)
  if (path !== undefined && id === undefined) throw new AppError('mail/mailbox-name-refused')
  return id ?? 'inbox'
}
