import type { Tenant } from '../db/tenants.ts'
import { accountKey } from '../http/account.ts'
import { AppError } from '../http/app-error.ts'
import type { Credential } from '../http/credential.ts'
import type { ImapAccounts } from '../mail/imap-accounts.ts'
import { openImap, type Imap } from '../mail/imap-client.ts'
import { readInboxAhead } from '../mail/messages.ts'
import type { OpenSession } from './sessions.ts'

/** The mail server's word that this is a mailbox and that it takes what we come with. Throws AppError. */
export async function prove(tenant: Tenant, address: string, credential: Credential): Promise<Imap> {
  try {
    return await openImap({
      key: accountKey(tenant.id, ''),
      tenantId: tenant.id,
      accountId: '',
      address,
      credential,
      tenant,
    })
  } catch (error) {
    if (error instanceof AppError && error.code.startsWith('mail/'))
      throw new AppError('auth/server-unreachable', undefined, { cause: error })
    throw error
  }
}

/** The connection of the proof is the one that reads the mail: a second login would cost what a page of rows does. */
export function adoptProof(imap: ImapAccounts, { account }: OpenSession, proof: Imap): void {
  const mail = imap.of(account)
  mail.adopt(proof)
  if (account.tenant.services.includes('mail')) readInboxAhead(mail)
}
