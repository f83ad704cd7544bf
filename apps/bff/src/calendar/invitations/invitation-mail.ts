import type { MessageRef } from '@staffetta/contract'
import { AppError } from '../../http/app-error.ts'
import { decodeText } from '../../mail/charset.ts'
import type { ImapAccount } from '../../mail/imap-account.ts'
import { partOpener, partsOf } from '../../mail/parts.ts'

/** More than a meeting of a thousand people takes; it is read and changed on the event loop. */
const MOST_BYTES = 1_000_000

export interface InvitationMail {
  /** The calendar text; undefined where it is too large to be an invitation. */
  text: string | undefined
  /** Who the mail is from, lower case; undefined where that is nobody or several. */
  from: string | undefined
}

/** The calendar part of a mail, and who sent it. Throws `mail/part-gone` where there is none. */
export async function readInvitationMail(imap: ImapAccount, ref: MessageRef): Promise<InvitationMail> {
  const { path, uid, parts, summary } = await partsOf(imap, ref)
  const calendars = parts.filter(({ type }) => type === 'text/calendar')
  // Google and Outlook add the same once more as a file: the one that names its method is meant for calendars.
  const part = calendars.find(({ calendarMethod }) => calendarMethod !== undefined) ?? calendars[0]
  if (part === undefined) throw new AppError('mail/part-gone')
  const [sender, ...others] = summary.from
  const from = others.length > 0 ? undefined : sender?.address.toLowerCase()
  // It is small: nothing for a connection apart.
  const text =
    part.encodedBytes > MOST_BYTES * 1.5
      ? undefined
      : await imap.inMailbox(
          path,
          async (connection) => {
            const { content } = await partOpener(connection, uid, parts)(part.partId)
            const pieces = await content.toArray()
            return decodeText(Buffer.concat(pieces as Buffer[]), part.charset).text
          },
          { onlyReads: true },
        )
  return { text, from }
}
