import type { MessageFilter } from '@staffetta/contract'
import { atom, text, type ImapArgument } from './imap-client.ts'

/** The tabs above a list, as a server is asked for them. */
export const filterCriteria: Record<MessageFilter, ImapArgument[]> = {
  all: [atom('ALL')],
  unread: [atom('UNSEEN')],
  flagged: [atom('FLAGGED')],
  // Dovecot marks attachments at delivery where told to; elsewhere the form of the message has to do.
  attachments: [
    atom('OR'),
    atom('KEYWORD'),
    atom('$HasAttachment'),
    [
      atom('NOT'),
      atom('KEYWORD'),
      atom('$HasNoAttachment'),
      atom('HEADER'),
      text('Content-Type'),
      text('multipart/mixed'),
    ],
  ],
}
