import { randomUUID } from 'node:crypto'
import type { CheckId, CheckProblem, CheckStep, ServerAccount } from '@staffetta/contract'
import { createCollection, deleteCollection, discover } from '@staffetta/dav'
import { LdapConversation } from '../contacts/ldap/ldap-client.ts'
import type { Credential } from '../db/service-accounts.ts'
import type { Tenant } from '../db/tenants.ts'
import { type CheckContext, failed, type Finding, ok, say } from './check.ts'
import { type CheckDeps, lookAt, openContext } from './run.ts'
import { davFinding } from './servers/dav.ts'
import { openAt } from './servers/dav-trial.ts'
import { ldapFinding } from './servers/directory.ts'
import { imap } from './servers/imap.ts'
import { submission } from './servers/submission.ts'
import { nameOf, openServer } from './servers/unreached.ts'
import { pinned } from './wire/reach.ts'

interface Look {
  id: CheckId
  run: (context: CheckContext, credential: Credential) => Promise<Finding>
}

/** The steps are those of the checks, up to signing in, and to writing where the product writes there. */
const looks: Record<ServerAccount, Look> = {
  dav: { id: 'caldav', run: asDav },
  smtp: { id: 'submission', run: (context, test) => submission.run({ ...context, test }, '') },
  ldap: { id: 'directory', run: asLdap },
  test: { id: 'imap', run: (context, test) => imap.run({ ...context, test }, '') },
}

/** What would keep the product from working as this account at the body's server, by the step; null: nothing. Nothing is stored. */
export async function tryAccount(
  deps: Pick<CheckDeps, 'config' | 'trust' | 'onBug'>,
  tenant: Tenant,
  account: ServerAccount,
  credential: Credential,
): Promise<CheckProblem | null> {
  const { id, run } = looks[account]
  const { context, close } = openContext(deps, tenant, new Map())
  try {
    const look = { id, subjects: () => [''], run: () => run(context, credential) }
    const { state, step, headline } = await lookAt(look, context, '', deps.onBug)
    if (state === 'ok' || state === 'attention') return null
    const { values } = headline
    const refused = step === 'sign-in' && 'server' in values
    return { step, headline: refused ? { key: 'checks.account.refused', values } : headline }
  } finally {
    close()
  }
}

/** Rooms get calendars of their own there: one is made, and gone again. Nobody's are touched. */
async function asDav(context: CheckContext, credential: Credential): Promise<Finding> {
  const server = await openServer(context, 'dav', 'checks.caldav.consequence')
  if (server.kind === 'finding') return server.finding
  // RFC 7617 §2: HTTP has no way to say such a name.
  if (credential.user.includes(':')) return failed('sign-in', say('checks.dav.colon'))
  const { endpoint, probe } = server
  const { signal, ca } = context
  const dav = openAt(endpoint, probe.ip, { credential, ca })
  let step: CheckStep = 'connect'
  try {
    const { calendarHomes, addressbookHomes } = await discover(dav, { service: 'calendars', signal })
    const kind = calendarHomes.length > 0 ? 'calendar' : 'addressbook'
    const [home] = [...calendarHomes, ...addressbookHomes]
    if (home === undefined) return failed('capability', say('checks.caldav.none'))
    step = 'write'
    const made = { kind, name: `staffetta-check-${randomUUID()}`, displayName: 'Staffetta' } as const
    const { collection } = await createCollection(dav, home, made, signal)
    await deleteCollection(dav, collection.href)
    return ok(say('checks.caldav.ok'))
  } catch (error) {
    return davFinding(error, step, nameOf(endpoint))
  } finally {
    await dav.close()
  }
}

async function asLdap(context: CheckContext, credential: Credential): Promise<Finding> {
  const server = await openServer(context, 'ldap', 'checks.directory.consequence')
  if (server.kind === 'finding') return server.finding
  const { endpoint, probe } = server
  const ldap = { endpoint: pinned(endpoint, probe.ip), base: '', filter: '' }
  try {
    await LdapConversation.hold({ ...credential, ldap }, async () => undefined)
    return ok(say('checks.directory.answers'))
  } catch (error) {
    return ldapFinding(error, endpoint, ldap.base)
  }
}
