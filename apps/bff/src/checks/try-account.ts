import { randomUUID } from 'node:crypto'
import type { CheckId, CheckProblem, CheckStep, ServerAccount } from '@staffetta/contract'
import { createCollection, deleteCollection, discover } from '@staffetta/dav'
import { LdapConversation } from '../contacts/ldap/ldap-client.ts'
import { asMaster, type Credential } from '../db/service-accounts.ts'
import type { Tenant } from '../db/tenants.ts'
import { type CheckContext, type CheckKey, failed, type Finding, ok, say } from './check.ts'
import type { Actor } from '../http/actor.ts'
import { recorded } from '../register/record.ts'
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
  /** What is said where the server lets it in as nobody. */
  refused?: CheckKey
}

/** The steps are those of the checks, up to signing in, and to writing where the product writes there. */
type Tried = ServerAccount | 'master'

const looks: Record<Tried, Look> = {
  dav: { id: 'caldav', run: asDav },
  smtp: { id: 'submission', run: (context, test) => submission.run({ ...context, test }, '') },
  ldap: { id: 'directory', run: asLdap },
  test: { id: 'imap', run: (context, test) => imap.run({ ...context, test }, '') },
  master: { id: 'imap', run: asMasterUser, refused: 'checks.account.masterRefused' },
}

/** What would keep the product from working as this account at the body's server, by the step; null: nothing. Nothing is stored. */
export async function tryAccount(
  deps: Pick<CheckDeps, 'config' | 'trust' | 'onBug'>,
  tenant: Tenant,
  account: Tried,
  credential: Credential,
): Promise<CheckProblem | null> {
  const { id, run, refused = 'checks.account.refused' } = looks[account]
  const { context, close } = openContext(deps, tenant, new Map())
  try {
    const look = { id, subjects: () => [''], run: () => run(context, credential) }
    const { state, step, headline } = await lookAt(look, context, '', deps.onBug)
    if (state === 'ok' || state === 'attention') return null
    const { values } = headline
    const isRefused = step === 'sign-in' && 'server' in values
    return { step, headline: isRefused ? { key: refused, values } : headline }
  } finally {
    close()
  }
}

/** The same, and who tried is in the register. */
export async function tryAccountBy(
  deps: CheckDeps,
  actor: Actor,
  tenant: Tenant,
  { account, ...credential }: Credential & { account: Tried },
): Promise<CheckProblem | null> {
  const problem = await tryAccount(deps, tenant, account, credential)
  const details = { account, user: credential.user, failed: problem?.step ?? null }
  const deed = { act: 'tenant/checked', actor, tenantId: tenant.id, subject: 'account', details } as const
  await recorded(deps.db, deed, async () => undefined)
  return problem
}

/** Opens the mailbox of the test account, and nobody else's. */
async function asMasterUser(context: CheckContext, master: Credential): Promise<Finding> {
  const { test } = context
  const found = await imap.run({ ...context, test: test && asMaster(test.user, master) }, '')
  // Dovecot 2.3 lets anybody in as master of themselves, with their own password: that opens nobody else's.
  const isThemselves = test?.user.toLowerCase() === master.user.toLowerCase()
  const { imap: endpoint } = context.tenant.endpoints
  if (isThemselves && endpoint !== undefined && (found.state === 'ok' || found.state === 'attention'))
    return failed('sign-in', say('checks.test.refused', { server: nameOf(endpoint) }))
  if (test === null || found.step !== 'sign-in') return found
  // It may be the mailbox that is not there, and not the master that is refused.
  const alone = await imap.run(context, '')
  return alone.step === 'sign-in' ? { ...alone, step: 'setting' } : found
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
