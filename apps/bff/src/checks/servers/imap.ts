import { openImap } from '../../mail/imap-client.ts'
import { attention, type Check, type CheckKey, list, ok, say } from '../check.ts'
import { accountAt, refusedBy } from './test-account.ts'
import { nameOf, noTestAccount, openServer } from './unreached.ts'

/** What is done with each, and what people would be without. */
const capabilities: [name: string, lost: CheckKey, has: (names: Set<string>) => boolean][] = [
  ['IDLE', 'checks.imap.lost.idle', (names) => names.has('IDLE')],
  ['MOVE', 'checks.imap.lost.move', (names) => names.has('MOVE')],
  ['UIDPLUS', 'checks.imap.lost.uidplus', (names) => names.has('UIDPLUS')],
  ['SPECIAL-USE', 'checks.imap.lost.specialUse', (names) => names.has('SPECIAL-USE')],
  ['CONDSTORE', 'checks.imap.lost.condstore', (names) => names.has('CONDSTORE') || names.has('QRESYNC')],
  ['QRESYNC', 'checks.imap.lost.qresync', (names) => names.has('QRESYNC')],
  ['ESEARCH', 'checks.imap.lost.esearch', (names) => names.has('ESEARCH')],
  ['SORT', 'checks.imap.lost.sort', (names) => names.has('SORT')],
  ['THREAD', 'checks.imap.lost.thread', (names) => [...names].some((name) => name.startsWith('THREAD='))],
  ['QUOTA', 'checks.imap.lost.quota', (names) => [...names].some((name) => /^QUOTA(=|$)/.test(name))],
  ['ACL', 'checks.imap.lost.acl', (names) => names.has('ACL')],
  ['NAMESPACE', 'checks.imap.lost.namespace', (names) => names.has('NAMESPACE')],
]

/** The way in that people take, by the product's own client. */
export const imap: Check = {
  id: 'imap',
  subjects: () => [''],
  async run(context) {
    const server = await openServer(context, 'imap', 'checks.imap.consequence')
    if (server.kind === 'finding') return server.finding
    const { endpoint, probe } = server
    if (context.test === null) return noTestAccount(context.tenant.slug)
    const consequence = say('checks.imap.consequence')
    const at = say('checks.server.at', { server: nameOf(endpoint) })
    let names: Set<string>
    try {
      const connection = await openImap(accountAt(context, context.test, { imap: [endpoint, probe.ip] }))
      names = new Set([...connection.capabilities.keys()].map((name) => name.toUpperCase()))
      connection.close()
    } catch (error) {
      return { ...refusedBy(error, nameOf(endpoint)), found: [at], consequence }
    }
    const missing = capabilities.filter(([, , has]) => !has(names))
    const there = capabilities.filter(([, , has]) => has(names)).map(([name]) => name)
    const found = [at, say('checks.imap.found', { names: list(there) })]
    if (missing.length > 0)
      return attention(
        'capability',
        say('checks.imap.missing', { count: missing.length, names: list(missing.map(([name]) => name)) }),
        {
          found,
          expected: [say('checks.imap.expected', { names: list(capabilities.map(([name]) => name)) })],
          consequence: missing.length === 1 ? say(missing[0]![1]) : say('checks.imap.lostSeveral'),
        },
      )
    if (probe.certificate === null) return ok(say('checks.imap.okPlain'), { found })
    return ok(say('checks.imap.ok', { validUntilAt: probe.certificate.validUntil.toISOString() }), { found })
  },
}
