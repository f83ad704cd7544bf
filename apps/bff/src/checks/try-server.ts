import type { CheckOutcome } from '@staffetta/contract'
import type { EndpointKind } from '../db/schema/servers.ts'
import type { Endpoint, Tenant } from '../db/tenants.ts'
import { AppError } from '../http/app-error.ts'
import { certificate } from './servers/certificate.ts'
import { caldav, carddav } from './servers/dav.ts'
import { directory } from './servers/directory.ts'
import { imap } from './servers/imap.ts'
import { sieve } from './servers/sieve.ts'
import { submission } from './servers/submission.ts'
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
