import type { Credential } from '../../db/service-accounts.ts'
import type { EndpointKind } from '../../db/schema/servers.ts'
import type { Endpoint } from '../../db/tenants.ts'
import type { Account } from '../../http/account.ts'
import { AppError } from '../../http/app-error.ts'
import { passwordCredential } from '../../http/credential.ts'
import { type CheckContext, failed, type Finding, say } from '../check.ts'
import { pinned } from '../wire/reach.ts'

const NOBODY = '00000000-0000-0000-0000-000000000000'

/** The test account as a person who is signed in, at servers by the addresses that were allowed. */
export function accountAt(
  { tenant }: CheckContext,
  { user, password }: Credential,
  servers: Partial<Record<EndpointKind, [endpoint: Endpoint, ip: string]>>,
): Account {
  const endpoints = Object.fromEntries(
    Object.entries(servers).map(([kind, [endpoint, ip]]) => [kind, pinned(endpoint, ip)]),
  )
  return {
    key: `${tenant.id}/test`,
    tenantId: tenant.id,
    accountId: NOBODY,
    address: user,
    credential: passwordCredential(user, password),
    tenant: { ...tenant, endpoints },
  }
}

/** What the mail area threw, as a step of a check. What is no AppError is a bug of ours and stays one. */
export function refusedBy(error: unknown, server: string): Finding {
  if (!(error instanceof AppError)) throw error
  switch (error.code) {
    case 'auth/credentials-refused':
      return failed('sign-in', say('checks.test.refused', { server }))
    case 'mail/server-slow':
      return failed('time', say('checks.server.silent', { server }))
    case 'mail/server-unreachable':
    case 'mail/submission-unreachable':
    case 'mail/submission-uncertain':
      return failed('connect', say('checks.server.closed', { server }))
    default:
      return failed('capability', say('checks.server.refusedWork', { server }))
  }
}
