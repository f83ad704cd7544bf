import type { ServerAccount } from '@staffetta/contract'
import { discover, isDavError } from '@staffetta/dav'
import { LdapConversation, ldapProblem } from '../contacts/ldap/ldap-client.ts'
import type { EndpointKind } from '../db/schema/servers.ts'
import type { Credential } from '../db/service-accounts.ts'
import type { Endpoint, Tenant } from '../db/tenants.ts'
import { AppError } from '../http/app-error.ts'
import { openImap } from '../mail/imap-client.ts'
import type { CheckContext } from './check.ts'
import { type CheckDeps, openContext } from './run.ts'
import { openAt } from './servers/dav-trial.ts'
import { accountAt } from './servers/test-account.ts'
import { pinned } from './wire/reach.ts'

interface At {
  context: CheckContext
  endpoint: Endpoint
  ip: string
}

/** Each says whether the server refused them; what else went wrong says nothing of a name and a password. */
const servers: Record<
  ServerAccount,
  { kind: EndpointKind; refuses: (at: At, credential: Credential) => Promise<boolean> }
> = {
  test: { kind: 'imap', refuses: imapRefuses },
  dav: { kind: 'dav', refuses: davRefuses },
  ldap: { kind: 'ldap', refuses: ldapRefuses },
}

/** Throws where the body's server says that this is nobody; where it says nothing, nobody knows. */
export async function mayBe(
  deps: Pick<CheckDeps, 'config' | 'trust'>,
  tenant: Tenant,
  account: ServerAccount,
  credential: Credential,
): Promise<void> {
  // RFC 7617 §2: HTTP has no way to say such a name.
  if (account === 'dav' && credential.user.includes(':'))
    throw new AppError('request/invalid', { fields: ['user'] })
  const { kind, refuses } = servers[account]
  const endpoint = tenant.endpoints[kind]
  if (endpoint === undefined) return
  const { context, close } = openContext(deps, tenant, new Map())
  try {
    const reached = await context.reach(endpoint.host)
    if (reached.kind !== 'address') return
    if (await refuses({ context, endpoint, ip: reached.ip }, credential))
      throw new AppError('admin/account-refused')
  } finally {
    close()
  }
}

async function imapRefuses({ context, endpoint, ip }: At, credential: Credential): Promise<boolean> {
  try {
    const connection = await openImap(accountAt(context, credential, { imap: [endpoint, ip] }))
    connection.close()
    return false
  } catch (error) {
    if (error instanceof AppError) return error.code === 'auth/credentials-refused'
    throw error
  }
}

async function davRefuses({ context, endpoint, ip }: At, credential: Credential): Promise<boolean> {
  const dav = openAt(endpoint, ip, { credential, ca: context.ca })
  try {
    await discover(dav, { service: 'addressbooks', signal: context.signal })
    return false
  } catch (error) {
    if (isDavError(error)) return error.kind === 'auth-refused'
    throw error
  } finally {
    await dav.close()
  }
}

async function ldapRefuses({ endpoint, ip }: At, credential: Credential): Promise<boolean> {
  try {
    const ldap = { endpoint: pinned(endpoint, ip), base: '', filter: '' }
    await LdapConversation.hold({ ...credential, ldap }, async () => undefined)
    return false
  } catch (error) {
    return ldapProblem(error) === 'refused'
  }
}
