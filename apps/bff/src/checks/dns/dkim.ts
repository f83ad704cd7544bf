import { claimedDomains } from '../../db/tenants.ts'
import { attention, type Check, failed, notApplicable, ok, say } from '../check.ts'
import { recordsOf, unanswered } from './asked.ts'
import { readDkimKey } from './dkim-key.ts'

const LEAST_BITS = 2048
/** RFC 8301 §3.2: shorter ones are not even looked at. */
const USELESS_BITS = 1024

export const dkim: Check = {
  id: 'dkim',
  subjects: claimedDomains,
  async run({ dns, tenant, expectations }, domain) {
    const expectation = expectations.get(domain)
    const selector = expectation?.dkimSelector ?? null
    if (selector === null)
      return notApplicable(say('checks.dkim.noSelector'), {
        expected: [say('checks.dkim.whereSelector')],
        consequence: say('checks.dkim.consequence'),
        records: [
          {
            name: '',
            type: '$',
            value: `staffetta tenant expect ${tenant.slug} ${domain} --dkim-selector …`,
          },
        ],
      })
    const name = `${selector}._domainkey.${domain}`
    const wanted = expectation?.dkimKey ?? null
    const more = {
      expected: [wanted === null ? say('checks.dkim.expected') : say('checks.dkim.expectedKey')],
      consequence: say('checks.dkim.consequence'),
      records: wanted === null ? [] : [{ name, type: 'TXT', value: wanted }],
    }
    const answer = await dns.txt(name)
    if (answer.kind === 'failed') return unanswered(name, answer.why)
    const texts = recordsOf(answer)
    const [text] = texts
    if (text === undefined)
      return failed('dns', say('checks.dkim.missing'), {
        ...more,
        found: [say('checks.found.noRecord', { name })],
      })
    const found = texts.map((record) => say('checks.found.record', { record }))
    if (texts.length > 1) return failed('policy', say('checks.dkim.several'), { ...more, found })
    const key = readDkimKey(text)
    if (key.kind === 'revoked') return failed('policy', say('checks.dkim.revoked'), { ...more, found })
    if (key.kind === 'wrong') return failed('policy', say(unreadable[key.why]), { ...more, found })
    if (key.problem !== null) return failed('policy', say(unusable[key.problem]), { ...more, found })
    const kind = key.type === 'rsa' ? `RSA ${key.bits}` : 'Ed25519'
    found.unshift(say('checks.dkim.key', { kind }))
    if (wanted !== null && !isSameKey(wanted, key.p))
      return failed('policy', say('checks.dkim.otherKey'), { ...more, found })
    if (key.type === 'rsa' && key.bits < USELESS_BITS)
      return failed('policy', say('checks.dkim.useless', { bits: key.bits }), { ...more, found })
    if (key.testing) return attention('policy', say('checks.dkim.testing'), { ...more, found })
    if (key.type === 'rsa' && key.bits < LEAST_BITS)
      return attention('policy', say('checks.dkim.short', { bits: key.bits }), { ...more, found })
    return ok(say('checks.dkim.ok', { kind, selector }), { found })
  },
}

const unreadable = {
  version: 'checks.dkim.version',
  tags: 'checks.dkim.tags',
  type: 'checks.dkim.type',
  key: 'checks.dkim.badKey',
} as const

const unusable = { hash: 'checks.dkim.hash', service: 'checks.dkim.service' } as const

function isSameKey(record: string, p: string): boolean {
  const wanted = readDkimKey(record)
  return wanted.kind === 'key' && wanted.p === p
}
