import { isIP } from 'node:net'
import type { Service } from '@staffetta/contract'
import { NotReached } from '../checks/wire/conversation.ts'
import { certificateOf, greeted } from '../checks/wire/probe.ts'
import type { EndpointKind, FoundState } from '../db/schema/servers.ts'
import type { Endpoint, Tenant } from '../db/tenants.ts'
import { machineAddresses } from '../http/guarded-fetch.ts'

/** Once more before one says that something does not work: a server that restarts is no fault. */
const AGAIN_MS = 3_000

/** What each service cannot do without; without the second half of it, half of it works. */
const needed: Record<Service, { whole: EndpointKind; half?: EndpointKind }> = {
  mail: { whole: 'imap', half: 'smtp' },
  calendar: { whole: 'dav' },
  contacts: { whole: 'dav' },
}

/** What an operator trusts besides; for tests. */
export interface Trust {
  ca: string | undefined
}

/** Whether a body's services work, as far as a stranger can see: its servers answer, and are who they say. */
export async function lookAtServices(tenant: Tenant, trust: Trust): Promise<Map<Service, FoundState>> {
  const asked = new Map<EndpointKind, Promise<boolean>>()
  const answers = (kind: EndpointKind): Promise<boolean> => {
    const endpoint = tenant.endpoints[kind]
    const known = asked.get(kind) ?? (endpoint ? answersTwice(kind, endpoint, trust) : Promise.resolve(false))
    asked.set(kind, known)
    return known
  }
  const found = (tenant.services as Service[]).map(async (service): Promise<[Service, FoundState]> => {
    const { whole, half } = needed[service]
    const [first, second] = await Promise.all([answers(whole), half === undefined || answers(half)])
    return [service, !first ? 'fails' : second ? 'works' : 'partly']
  })
  return new Map(await Promise.all(found))
}

async function answersTwice(kind: EndpointKind, endpoint: Endpoint, trust: Trust): Promise<boolean> {
  if (await answersNow(kind, endpoint, trust)) return true
  await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))
  return answersNow(kind, endpoint, trust)
}

/** By the name and the address the product itself connects to, whichever network that is in. */
async function answersNow(kind: EndpointKind, endpoint: Endpoint, { ca }: Trust): Promise<boolean> {
  const { host } = endpoint
  const [ip] = isIP(host) === 0 ? await machineAddresses(host) : [host]
  if (ip === undefined) return false
  try {
    const { talk } = await greeted(kind, endpoint, { ip, ca })
    try {
      // Whoever is not who they say, the product speaks with no more than anybody should.
      if (talk.tls !== null && certificateOf(talk.tls, endpoint).problem !== null) return false
      return kind !== 'dav' || (await answersHttp(talk, host))
    } finally {
      talk.close()
    }
  } catch (error) {
    if (error instanceof NotReached) return false
    throw error
  }
}

type Talk = Awaited<ReturnType<typeof greeted>>['talk']

/** What stands before a server that is away says so with 502 to 504 (RFC 9110 §15.6). */
async function answersHttp(talk: Talk, host: string): Promise<boolean> {
  talk.say(`OPTIONS / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n`)
  const [line = ''] = await talk.until(() => true)
  return /^HTTP\/1\.[01] /.test(line) && !/^\S+ 50[234]/.test(line)
}
