import { failed, say, type Finding } from '../check.ts'
import type { DnsAnswer } from './questions.ts'

/** What a question that nobody answered means for whoever waits for it: nothing is known, which is an error to mend. */
export function unanswered(name: string, why: 'timeout' | 'server' | 'name'): Finding {
  return failed('dns', say(dnsWords[why], { name }), { consequence: say('checks.dns.consequence') })
}

export const dnsWords = {
  timeout: 'checks.dns.timeout',
  server: 'checks.dns.server',
  name: 'checks.dns.badName',
} as const

/** The records of an answer; none where there is no name, or none of the kind. */
export function recordsOf<Record>(answer: DnsAnswer<Record>): Record[] {
  return answer.kind === 'records' ? answer.records : []
}
