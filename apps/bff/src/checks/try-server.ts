import type { CheckOutcome } from '@staffetta/contract'
import type { EndpointKind } from '../db/schema.ts'
import type { Credential } from '../db/service-accounts.ts'
import type { Endpoint, Tenant } from '../db/tenants.ts'
import { AppError } from '../http/app-error.ts'
import { openImap } from '../mail/imap-client.ts'
import { certificate } from './servers/certificate.ts'
import { caldav, carddav } from './servers/dav.ts'
import { directory } from './servers/directory.ts'
import { imap } from './servers/imap.ts'
import { sieve } from './servers/sieve.ts'
import { submission } from './servers/submission.ts'
import { accountAt } from './servers/test-account.ts'
import type { Check } from './check.ts'
import { type CheckDeps, lookAt, openContext } from './run.ts'

const looks: Record<EndpointKind, Check[]> = {
  imap: [imap],
  smtp: [submission],
  sieve: [sieve],
  dav: [caldav, carddav],
  ldap: [directory],
}

/** What the checks would find if the body had this server. Nothing is stored. */
export async function tryServer(
  deps: Pick<CheckDeps, 'config' | 'trust' | 'onBug'>,
  tenant: Tenant,
  kind: EndpointKind,
  endpoint: Endpoint,
): Promise<CheckOutcome[]> {
  const so = { ...tenant, endpoints: { [kind]: endpoint } }
  const { context, close } = openContext(deps, so, new Map())
  const tried = [certificate, ...looks[kind]].flatMap((check) =>
    check.subjects(so).map((subject) => ({ check, subject })),
  )
  try {
    return await Promise.all(
      tried.map(async ({ check, subject }) => ({
        check: check.id,
        subject,
        ...(await lookAt(check, context, subject, deps.onBug)),
        ranAt: new Date().toISOString(),
        previousState: null,
        changedAt: null,
      })),
    )
  } finally {
    close()
  }
}

/** Throws where the product may not go there, or the name leads nowhere: what is set is connected to later, unasked. */
export async function mayReach(
  deps: Pick<CheckDeps, 'config' | 'trust'>,
  tenant: Tenant,
  { host }: Endpoint,
): Promise<void> {
  const { context, close } = openContext(deps, tenant, new Map())
  try {
    const { kind } = await context.reach(host)
    if (kind !== 'address') throw new AppError('admin/server-not-reached')
  } finally {
    close()
  }
}

/** Throws where the body's mail server says that this is nobody; where it says nothing, nobody knows. */
export async function mayBeTest(
  deps: Pick<CheckDeps, 'config' | 'trust'>,
  tenant: Tenant,
  credential: Credential,
): Promise<void> {
  const endpoint = tenant.endpoints.imap
  if (endpoint === undefined) return
  const { context, close } = openContext(deps, tenant, new Map())
  try {
    const reached = await context.reach(endpoint.host)
    if (reached.kind !== 'address') return
    const connection = await openImap(accountAt(context, credential, { imap: [endpoint, reached.ip] }))
    connection.close()
  } catch (error) {
    if (error instanceof AppError && error.code === 'auth/credentials-refused')
      throw new AppError('admin/test-account-refused')
    if (!(error instanceof AppError)) throw error
  } finally {
    close()
  }
}
