import type { CheckId, CheckOutcome } from '@staffetta/contract'
import type { Config } from '../config.ts'
import { keepCheckOutcomes, putCheckOutcome } from '../db/check-outcomes.ts'
import { listDomainExpectations } from '../db/domain-expectations.ts'
import type { Db } from '../db/open.ts'
import { serviceCredential } from '../db/service-accounts.ts'
import type { Tenant } from '../db/tenants.ts'
import { FetchRefused, guardedFetch } from '../http/guarded-fetch.ts'
import { allChecks } from './all-checks.ts'
import { type Check, type CheckContext, failed, type Finding, say } from './check.ts'
import { openDns } from './dns/questions.ts'
import { type Probe, probeEndpoint } from './wire/probe.ts'
import { reachWithin } from './wire/reach.ts'

/** Of each look; they all begin at once. */
const DEADLINE_MS = 12_000
const FETCH_MS = 6_000
const FETCH_BYTES = 64_000

export interface CheckDeps {
  db: Db
  config: Pick<Config, 'key' | 'dnsServers' | 'serverNetworks'>
  /** For tests: an authority to trust, and where https is answered instead of at port 443. */
  trust?: { ca: string; webPort: number } | undefined
  /** Told of a bug of ours in one of the looks; the others go on. */
  onBug?: (error: unknown) => void
}

export interface Choice {
  /** All, where it is not said. */
  only?: readonly CheckId[]
  subject?: string
}

/** Looks at a body, all at once; each outcome is stored and given out as it comes. The whole takes 15 seconds at the most. */
export async function* runChecks(
  { db, config, trust, onBug }: CheckDeps,
  tenant: Tenant,
  { only, subject }: Choice = {},
): AsyncGenerator<CheckOutcome> {
  const expectations = await listDomainExpectations(db, tenant.id)
  const { context, close } = openContext({ config, trust }, tenant, expectations)
  const looks = allChecks
    .filter(({ id }) => only === undefined || only.includes(id))
    .flatMap((check) => check.subjects(tenant).map((one) => ({ check, subject: one })))
    .filter((look) => subject === undefined || look.subject === subject)
  const pending = new Map(
    looks.map((look, index) => [
      index,
      lookAt(look.check, context, look.subject, onBug).then(async (finding) => ({
        index,
        outcome: await putCheckOutcome(db, tenant.id, {
          check: look.check.id,
          subject: look.subject,
          ...finding,
          ranAt: new Date().toISOString(),
        }),
      })),
    ]),
  )
  try {
    while (pending.size > 0) {
      const { index, outcome } = await Promise.race(pending.values())
      pending.delete(index)
      yield outcome
    }
    if (only === undefined && subject === undefined)
      await keepCheckOutcomes(
        db,
        tenant.id,
        looks.map((look) => ({ check: look.check.id, subject: look.subject })),
      )
  } finally {
    close()
    // Whoever stops listening stops nothing that was begun.
    for (const rest of pending.values()) rest.catch(() => undefined)
  }
}

/** What the looks at one body share; closed, all that is still on its way ends. */
export function openContext(
  { config, trust }: Pick<CheckDeps, 'config' | 'trust'>,
  tenant: Tenant,
  expectations: CheckContext['expectations'],
): { context: CheckContext; close: () => void } {
  const dns = openDns(config.dnsServers)
  const ending = new AbortController()
  const context = {
    ...surroundings({ config, dns, trust }),
    tenant,
    key: config.key,
    expectations,
    test: serviceCredential(tenant, 'test', config.key),
    dns,
    now: new Date(),
    signal: ending.signal,
  }
  return {
    context,
    close: () => {
      ending.abort()
      dns.close()
    },
  }
}

/** Never throws: what goes wrong in a look is what it found. */
export async function lookAt(
  check: Check,
  context: CheckContext,
  subject: string,
  onBug: CheckDeps['onBug'],
): Promise<Finding> {
  const seconds = (check.deadlineMs ?? DEADLINE_MS) / 1000
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Finding>((resolve) => {
    timer = setTimeout(() => resolve(failed('time', say('checks.late', { count: seconds }))), seconds * 1000)
  })
  const look = check.run(context, subject).catch((error: unknown): Finding => {
    onBug?.(error)
    return failed('capability', say('checks.broken'))
  })
  try {
    return await Promise.race([look, late])
  } finally {
    clearTimeout(timer)
  }
}

function surroundings({
  config,
  dns,
  trust,
}: Pick<CheckDeps, 'config' | 'trust'> & { dns: CheckContext['dns'] }): Pick<
  CheckContext,
  'reach' | 'probe' | 'fetchText' | 'ca'
> {
  const networks = config.serverNetworks
  const asksOwnServers = config.dnsServers.length > 0
  const reach = reachWithin({ dns, networks, asksOwnServers })
  const probes = new Map<string, Promise<Probe>>()
  return {
    reach,
    ca: trust?.ca,
    probe: (kind, endpoint) => {
      const key = JSON.stringify([kind, endpoint])
      const known = probes.get(key) ?? probeEndpoint(kind, endpoint, { reach, ca: trust?.ca })
      probes.set(key, known)
      return known
    },
    fetchText: async (address, { redirects }) => {
      const url = new URL(address)
      if (trust !== undefined) url.port = String(trust.webPort)
      try {
        const fetched = await guardedFetch(
          url.href,
          {
            maxBytes: FETCH_BYTES,
            timeoutMs: FETCH_MS,
            redirects,
            networks,
            ...(trust !== undefined && { ca: trust.ca }),
            ...(asksOwnServers && { resolve: (host: string) => addressesOf(dns, host) }),
          },
          { 'user-agent': 'Staffetta' },
        )
        return fetched.kind === 'body' ? fetched.bytes.toString('utf8') : null
      } catch (error) {
        if (error instanceof FetchRefused) return null
        throw error
      }
    },
  }
}

async function addressesOf(dns: CheckContext['dns'], host: string): Promise<string[]> {
  const answer = await dns.addresses(host)
  return answer.kind === 'records' ? answer.records : []
}
