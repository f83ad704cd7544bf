import { isIP } from 'node:net'
import type { Endpoint } from '../../db/tenants.ts'
import { isIn, isPublic, machineAddresses } from '../../http/guarded-fetch.ts'
import type { DnsQuestions } from '../dns/questions.ts'

/** Where a server is; or why nobody goes there. */
export type Reached =
  | { kind: 'address'; ip: string }
  | { kind: 'no-name' }
  | { kind: 'unanswered'; why: 'timeout' | 'server' | 'name' }
  | { kind: 'not-allowed' }

export type Reach = (host: string) => Promise<Reached>

/**
 * An administrator's words open no way into the network the product stands in: only public addresses are gone to, and what
 * an operator allowed. All addresses of a name must be, or the next answer could be another.
 */
export function reachWithin({
  dns,
  networks,
  asksOwnServers,
}: {
  dns: DnsQuestions
  networks: string[]
  /** False: names are found as the product itself finds them when it connects, by what the machine knows. */
  asksOwnServers: boolean
}): Reach {
  const addressesOf = async (host: string): Promise<string[] | Reached> => {
    if (isIP(host) !== 0) return [host]
    if (!asksOwnServers) return machineAddresses(host)
    const answer = await dns.addresses(host)
    if (answer.kind === 'failed') return { kind: 'unanswered', why: answer.why }
    return answer.kind === 'records' ? answer.records : []
  }
  return async (host) => {
    const addresses = await addressesOf(host)
    if (!Array.isArray(addresses)) return addresses
    const [ip] = addresses
    if (ip === undefined) return { kind: 'no-name' }
    const allowed = addresses.every((address) => isPublic(address) || isIn(address, networks))
    return allowed ? { kind: 'address', ip } : { kind: 'not-allowed' }
  }
}

/** The same server by the address that was allowed; its certificate is still asked for by its name. */
export function pinned(endpoint: Endpoint, ip: string): Endpoint {
  const name = endpoint.verifyName ?? (isIP(endpoint.host) === 0 ? endpoint.host : null)
  return { ...endpoint, host: ip, verifyName: name }
}
