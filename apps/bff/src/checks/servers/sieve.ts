import { attention, type Check, type CheckKey, failed, list, ok, say } from '../check.ts'
import { NotReached } from '../wire/conversation.ts'
import { greeted, isSieveAnswer } from '../wire/probe.ts'
import { failedStep, nameOf, noTestAccount, openServer } from './unreached.ts'

const extensions: [name: string, lost: CheckKey][] = [
  ['vacation', 'checks.sieve.lost.vacation'],
  ['fileinto', 'checks.sieve.lost.fileinto'],
  ['imap4flags', 'checks.sieve.lost.imap4flags'],
  ['mailbox', 'checks.sieve.lost.mailbox'],
  ['date', 'checks.sieve.lost.date'],
  ['relational', 'checks.sieve.lost.date'],
  ['variables', 'checks.sieve.lost.variables'],
]

/** ManageSieve (RFC 5804) as far as signing in. */
export const sieve: Check = {
  id: 'sieve',
  subjects: () => [''],
  async run(context) {
    const server = await openServer(context, 'sieve', 'checks.sieve.consequence')
    if (server.kind === 'finding') return server.finding
    const { endpoint, probe } = server
    const consequence = say('checks.sieve.consequence')
    const found = [say('checks.server.at', { server: nameOf(endpoint) })]
    const offers = readCapabilities(probe.said)
    if (!offers.has('SIEVE'))
      return failed('capability', say('checks.server.otherProtocol', { server: nameOf(endpoint) }), {
        found,
        consequence,
      })
    if (!words(offers.get('SASL')).includes('PLAIN'))
      return failed('capability', say('checks.sieve.noAuth'), { found, consequence })
    if (context.test === null) return noTestAccount(context.tenant.slug)
    let scripts: Set<string>
    try {
      const { talk } = await greeted('sieve', endpoint, { ip: probe.ip, ca: context.ca })
      try {
        const { user, password } = context.test
        const token = Buffer.from(`\0${user}\0${password}`).toString('base64')
        talk.say(`AUTHENTICATE "PLAIN" "${token}"`)
        const answer = (await talk.until(isSieveAnswer)).at(-1)!
        if (!/^OK/i.test(answer))
          return failed('sign-in', say('checks.test.refused', { server: nameOf(endpoint) }), {
            found,
            consequence,
          })
        // RFC 5804 §1.7: what a person may use may be more than what a stranger is told.
        talk.say('CAPABILITY')
        scripts = new Set(words(readCapabilities(await talk.until(isSieveAnswer)).get('SIEVE'), 'lower'))
        talk.say('LOGOUT')
      } finally {
        talk.close()
      }
    } catch (error) {
      if (!(error instanceof NotReached)) throw error
      return { ...failedStep(nameOf(endpoint), error), found, consequence }
    }
    found.push(say('checks.sieve.found', { names: list(scripts) }))
    const missing = extensions.filter(([name]) => !scripts.has(name))
    if (missing.length > 0)
      return attention(
        'capability',
        say('checks.sieve.missing', { count: missing.length, names: list(missing.map(([name]) => name)) }),
        {
          found,
          expected: [say('checks.sieve.expected', { names: list(extensions.map(([name]) => name)) })],
          consequence: say(missing[0]![1]),
        },
      )
    return ok(say('checks.sieve.ok'), { found })
  },
}

/** `"NAME" "value"` (RFC 5804 §1.7). */
function readCapabilities(lines: string[]): Map<string, string> {
  return new Map(
    lines.flatMap((line): [string, string][] => {
      const match = /^"([^"]+)"(?: "([^"]*)")?/.exec(line)
      return match === null ? [] : [[match[1]!.toUpperCase(), match[2] ?? '']]
    }),
  )
}

function words(text: string | undefined, letters: 'lower' | 'upper' = 'upper'): string[] {
  const cased = letters === 'lower' ? text?.toLowerCase() : text?.toUpperCase()
  return (cased ?? '').split(' ').filter((word) => word !== '')
}
