import { promises as dns, type MxRecord, type SrvRecord } from 'node:dns'

/** A name that is not there, one that has other records, and a server that did not answer are three things. */
export type DnsAnswer<Record> =
  | { kind: 'records'; records: Record[] }
  | { kind: 'no-name' }
  | { kind: 'no-records' }
  | { kind: 'failed'; why: 'timeout' | 'server' | 'name' }

export interface DnsQuestions {
  /** Strings of a record are one text (RFC 7208 §3.3). */
  txt: (name: string) => Promise<DnsAnswer<string>>
  mx: (name: string) => Promise<DnsAnswer<MxRecord>>
  srv: (name: string) => Promise<DnsAnswer<SrvRecord>>
  /** IPv4 and IPv6 as one. */
  addresses: (name: string) => Promise<DnsAnswer<string>>
  cname: (name: string) => Promise<DnsAnswer<string>>
}

/** One try; the next waits longer. A server that takes 1.5 s answers the first. */
const TRY_MS = 2_200
const QUESTION_MS = 5_000

/**
 * Asks these servers (`host:port`), or those of the machine where there are none, each question once for as long as this
 * lives. Never throws. A new one for each run: c-ares shortens its patience for a server by how quick it was before.
 */
export function openDns(servers: string[]): DnsQuestions & { close: () => void } {
  const resolver = new dns.Resolver({ timeout: TRY_MS, tries: 2 })
  if (servers.length > 0) resolver.setServers(servers)
  const asked = new Map<string, Promise<DnsAnswer<never>>>()

  const once = <Record>(
    type: string,
    name: string,
    ask: (name: string) => Promise<Record[]>,
  ): Promise<DnsAnswer<Record>> => {
    const wanted = name.toLowerCase().replace(/\.$/, '')
    const key = `${type} ${wanted}`
    const known = asked.get(key)
    if (known !== undefined) return known
    const answer = isDnsName(wanted)
      ? inTime(ask(wanted))
      : Promise.resolve({ kind: 'failed', why: 'name' } as const)
    asked.set(key, answer as Promise<DnsAnswer<never>>)
    return answer
  }

  return {
    txt: (name) =>
      once('TXT', name, async (wanted) =>
        (await resolver.resolveTxt(wanted)).map((strings) => strings.join('')),
      ),
    mx: (name) => once('MX', name, (wanted) => resolver.resolveMx(wanted)),
    srv: (name) => once('SRV', name, (wanted) => resolver.resolveSrv(wanted)),
    cname: (name) => once('CNAME', name, (wanted) => resolver.resolveCname(wanted)),
    addresses: async (name) => {
      const answers = await Promise.all([
        once('A', name, (wanted) => resolver.resolve4(wanted)),
        once('AAAA', name, (wanted) => resolver.resolve6(wanted)),
      ])
      const records = answers.flatMap((answer) => (answer.kind === 'records' ? answer.records : []))
      if (records.length > 0) return { kind: 'records', records }
      return answers.find(({ kind }) => kind === 'failed') ?? answers[0]
    },
    close: () => resolver.cancel(),
  }
}

async function inTime<Record>(question: Promise<Record[]>): Promise<DnsAnswer<Record>> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<DnsAnswer<Record>>((resolve) => {
    timer = setTimeout(() => resolve({ kind: 'failed', why: 'timeout' }), QUESTION_MS)
  })
  const answer = question.then(
    (records): DnsAnswer<Record> =>
      records.length > 0 ? { kind: 'records', records } : { kind: 'no-records' },
    (error: unknown) => failureOf((error as { code?: string }).code),
  )
  try {
    return await Promise.race([answer, late])
  } finally {
    clearTimeout(timer)
  }
}

function failureOf(code: string | undefined): DnsAnswer<never> {
  switch (code) {
    case 'ENOTFOUND':
      return { kind: 'no-name' }
    case 'ENODATA':
      return { kind: 'no-records' }
    case 'EBADNAME':
      return { kind: 'failed', why: 'name' }
    case 'ETIMEOUT':
    case 'ECANCELLED':
      return { kind: 'failed', why: 'timeout' }
    default:
      return { kind: 'failed', why: 'server' }
  }
}

/** What can be asked for: labels of letters, digits, hyphens and underscores (RFC 1035 §2.3.4 for the lengths). */
export function isDnsName(name: string): boolean {
  return (
    name.length > 0 &&
    name.length <= 253 &&
    name.split('.').every((label) => /^[a-z0-9_-]{1,63}$/i.test(label))
  )
}
