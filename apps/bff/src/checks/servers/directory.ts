import { isFilter, LdapConversation, ldapProblem } from '../../contacts/ldap/ldap-client.ts'
import { isHidden, personName } from '../../contacts/ldap/person.ts'
import { serviceCredential } from '../../db/service-accounts.ts'
import type { Endpoint } from '../../db/tenants.ts'
import {
  attention,
  type Check,
  type CheckContext,
  type CheckKey,
  failed,
  type Finding,
  notApplicable,
  ok,
  say,
} from '../check.ts'
import { pinned } from '../wire/reach.ts'
import { nameOf, openServer } from './unreached.ts'

/** The directory of a body that keeps it in LDAP: bound to, and somebody found. */
export const directory: Check = {
  id: 'directory',
  subjects: () => [''],
  async run(context) {
    const { ldap, endpoints } = context.tenant
    if (ldap === null && endpoints.ldap === undefined) return notApplicable(say('checks.directory.notSet'))
    const seen = await seeLdap(context, ldap, 1)
    if (seen.kind === 'finding') return seen.finding
    const found = [say('checks.server.at', { server: nameOf(endpoints.ldap!) })]
    if (ldap === null) return ok(say('checks.directory.answers'), { found })
    if (seen.count > 0) return ok(say('checks.directory.ok'), { found })
    const consequence = say('checks.directory.consequence')
    return attention('capability', say('checks.directory.nobody', { base: ldap.base }), {
      found,
      consequence,
    })
  },
}

/** How many there are, and some of their names; or what kept them from being seen. */
export type Seen = { kind: 'seen'; count: number; names: string[] } | { kind: 'finding'; finding: Finding }

/** Everybody at that place in LDAP, and no more than so many; no place: only whether the server lets us in. */
export async function seeLdap(
  context: CheckContext,
  place: { base: string; filter: string } | null,
  most: number,
): Promise<Seen> {
  const server = await openServer(context, 'ldap', 'checks.directory.consequence')
  if (server.kind === 'finding') return server
  const { endpoint, probe } = server
  if (place !== null && !isFilter(place.filter)) return unreadable
  const { user, password } = serviceCredential(context.tenant, 'ldap', context.key) ?? noName
  const ldap = { endpoint: pinned(endpoint, probe.ip), ...(place ?? { base: '', filter: '' }) }
  const names: string[] = []
  let count = 0
  try {
    await LdapConversation.hold({ user, password, ldap }, async (conversation) => {
      if (place === null) return
      for await (const entries of conversation.pages('names')) {
        const shown = entries.filter((entry) => !isHidden(entry))
        names.push(...shown.slice(0, 3).map(personName))
        count += shown.length
        if (count >= most || context.signal.aborted) return
      }
    })
    return { kind: 'seen', count, names: names.filter(Boolean).slice(0, 3) }
  } catch (error) {
    return { kind: 'finding', finding: ldapFinding(error, endpoint, ldap.base) }
  }
}

/** What the server did, as a step of a check. */
export function ldapFinding(error: unknown, endpoint: Endpoint, base: string): Finding {
  const problem = ldapProblem(error)
  return failed(steps[problem], say(problems[problem], { server: nameOf(endpoint), base }), {
    found: [say('checks.server.at', { server: nameOf(endpoint) })],
    consequence: say('checks.directory.consequence'),
  })
}

const unreadable = {
  kind: 'finding',
  finding: failed('setting', say('checks.directory.unreadable'), {
    consequence: say('checks.directory.consequence'),
  }),
} as const
const noName = { user: '', password: '' }
const steps = { refused: 'sign-in', nowhere: 'capability', silent: 'time', unreachable: 'connect' } as const
const problems: Record<keyof typeof steps, CheckKey> = {
  refused: 'checks.directory.refused',
  nowhere: 'checks.directory.nowhere',
  silent: 'checks.server.silent',
  unreachable: 'checks.server.closed',
}
