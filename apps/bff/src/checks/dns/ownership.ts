import type { CheckRecord } from '@staffetta/contract'
import { claimedDomains } from '../../db/tenants.ts'
import { stamp } from '../../crypto/seal.ts'
import { type Check, failed, ok, plain, say } from '../check.ts'
import { recordsOf, unanswered } from './asked.ts'

const LABEL = '_staffetta-check'

/**
 * Whoever can write into the DNS of a domain may speak for it. The token comes from the server's key, the tenant and the
 * domain: nothing is stored, and another body's token proves nothing here.
 */
export const ownership: Check = {
  id: 'ownership',
  subjects: claimedDomains,
  async run({ dns, tenant, key }, domain) {
    const record = ownershipRecord(key, tenant.id, domain)
    const { name, value } = record
    const answer = await dns.txt(name)
    if (answer.kind === 'failed') return unanswered(name, answer.why)
    const found = recordsOf(answer).map((text) => text.trim())
    if (found.includes(value)) return ok(say('checks.ownership.ok'))
    const other = found.filter((text) => text.startsWith('staffetta='))
    return failed('dns', say(other.length > 0 ? 'checks.ownership.other' : 'checks.ownership.missing'), {
      found: [
        found.length === 0
          ? say('checks.found.noRecord', { name })
          : say('checks.found.records', { name, records: plain(found.join(' · '), 300) }),
      ],
      expected: [say('checks.ownership.expected', { name })],
      consequence: say('checks.ownership.consequence'),
      records: [record],
    })
  },
}

export function ownershipRecord(key: Buffer, tenantId: string, domain: string): CheckRecord {
  const value = `staffetta=${stamp(key, 'domain ownership', tenantId, domain).slice(0, 32)}`
  return { name: `${LABEL}.${domain}`, type: 'TXT', value }
}
