import { createHash } from 'node:crypto'
import type { Config } from '../config.ts'
import type { Db } from '../db/open.ts'
import { serviceCredential } from '../db/service-accounts.ts'
import type { Tenant } from '../db/tenants.ts'
import { AppError } from '../http/app-error.ts'
import { passwordCredential } from '../http/credential.ts'
import { composeNotice, isAddress, type NoticeWords } from './compose.ts'
import { submitAndLog } from './mail-log.ts'

/** Whether the product can send for this tenant with nobody signed in. */
export function canSend(tenant: Tenant, { key }: Config): boolean {
  return tenant.endpoints.smtp !== undefined && serviceCredential(tenant, 'smtp', key) !== null
}

/**
 * From the tenant's own account of the product to somebody. Throws AppError; `mail/submission-uncertain` where nobody knows
 * whether it left.
 */
export async function sendNotice(
  { db, config }: { db: Db; config: Config },
  tenant: Tenant,
  { to, key, words }: { to: string; key: string; words: NoticeWords },
): Promise<void> {
  const credential = serviceCredential(tenant, 'smtp', config.key)
  if (credential === null || !isAddress(to)) throw new AppError('mail/submission-unreachable')
  const from = isAddress(credential.user)
    ? credential.user
    : `${credential.user}@${tenant.domains[0] ?? 'localhost'}`
  const domain = from.slice(from.lastIndexOf('@') + 1)
  // Made of what it says to whom: two that got through all the same are one to the reader.
  const hash = createHash('sha256').update(`${to}\n${key}`).digest('hex').slice(0, 40)
  const messageId = `<${hash}@${domain}>`
  const raw = composeNotice({ from: { name: tenant.name, address: from }, to, ...words }, messageId)
  const account = {
    key: `${tenant.id}/service`,
    tenantId: tenant.id,
    accountId: 'service',
    address: credential.user,
    credential: passwordCredential(credential.user, credential.password),
    tenant,
  }
  const letter = { sender: from, recipients: [to], messageId, attachments: 0, client: null }
  const { refused } = await submitAndLog(db, account, letter, raw)
  if (refused.length > 0) throw new AppError('mail/recipients-refused', { addresses: refused })
}
