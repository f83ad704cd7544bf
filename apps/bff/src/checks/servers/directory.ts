import { LdapConversation, ldapProblem } from '../../contacts/ldap/ldap-client.ts'
import { serviceCredential } from '../../db/service-accounts.ts'
import { attention, type Check, type CheckKey, failed, notApplicable, ok, say } from '../check.ts'
import { pinned } from '../wire/reach.ts'
import { nameOf, openServer } from './unreached.ts'

/** The directory of a body that keeps it in LDAP: bound to, and somebody found. */
export const directory: Check = {
  id: 'directory',
  subjects: () => [''],
  async run(context) {
    const { tenant, key } = context
    if (tenant.ldap === null) return notApplicable(say('checks.directory.notSet'))
    const server = await openServer(context, 'ldap', 'checks.directory.consequence')
    if (server.kind === 'finding') return server.finding
    const { endpoint, probe } = server
    const account = serviceCredential(tenant, 'ldap', key)
    const more = {
      found: [say('checks.server.at', { server: nameOf(endpoint) })],
      consequence: say('checks.directory.consequence'),
    }
    const standing = {
      user: account?.user ?? '',
      password: account?.password ?? '',
      home: '/',
      ldap: { endpoint: pinned(endpoint, probe.ip), ...tenant.ldap },
    }
    try {
      const count = await LdapConversation.hold(standing, async (conversation) => {
        for await (const entries of conversation.pages({ full: false })) return entries.length
        return 0
      })
      if (count === 0)
        return attention('capability', say('checks.directory.nobody', { base: tenant.ldap.base }), more)
      return ok(say('checks.directory.ok'), { found: more.found })
    } catch (error) {
      const problem = ldapProblem(error)
      return failed(steps[problem], say(problems[problem], { server: nameOf(endpoint) }), more)
    }
  },
}

const steps = { refused: 'sign-in', silent: 'time', unreachable: 'connect' } as const
const problems: Record<keyof typeof steps, CheckKey> = {
  refused: 'checks.directory.refused',
  silent: 'checks.server.silent',
  unreachable: 'checks.server.closed',
}
