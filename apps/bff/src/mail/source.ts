import type { ComposedMessage } from '@staffetta/contract'
import { AppError } from '../http/app-error.ts'
import { headerOf } from './header-lines.ts'
import { listHeaders } from './headers.ts'
import type { ImapAccount } from './imap-account.ts'

const MOST_REFERENCES = 50

/**
 * RFC 5322 §3.6.4: the References of the message answered, and then its own Message-ID. A source that is gone meanwhile
 * does not keep an answer from being sent: it only loses its thread.
 */
export async function referencesFor(
  account: ImapAccount,
  source: ComposedMessage['source'],
): Promise<string[]> {
  if (source === null) return []
  try {
    const headers = await listHeaders(account, source.ref)
    const ids = (name: string) => (headerOf(headers, name) ?? '').match(/<[^<>\s]{3,500}>/g) ?? []
    const earlier = ids('references').length > 0 ? ids('references') : ids('in-reply-to')
    const chain = [...earlier, ...ids('message-id')]
    return chain.length <= MOST_REFERENCES ? chain : [chain[0]!, ...chain.slice(-(MOST_REFERENCES - 1))]
  } catch (error) {
    if (error instanceof AppError && /gone|uidvalidity/.test(error.code)) return []
    throw error
  }
}
