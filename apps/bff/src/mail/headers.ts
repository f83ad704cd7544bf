import type { Header, MessageRef } from '@staffetta/contract'
import { AppError } from '../http/app-error.ts'
import { decodeWords } from './encoded-words.ts'
import { headerLines } from './header-lines.ts'
import type { ImapAccount } from './imap-account.ts'
import { pathOf } from './mailbox-tree.ts'
import { checkValidity } from './messages.ts'
import { readRef } from './refs.ts'

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
