import { BlockList, isIP } from 'node:net'
import type { ProgramServer } from '@staffetta/contract'
import type { PublicKind, PublicServer } from '../db/public-servers.ts'
import type { Tenant } from '../db/tenants.ts'

const inside = new BlockList()
for (const [network, prefix] of [
  ['10.0.0.0', 8],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  inside.addSubnet(network, prefix)

const uses = [
  { kind: 'imap', at: 'imap', service: 'mail' },
  { kind: 'smtp', at: 'smtp', service: 'mail' },
  { kind: 'caldav', at: 'dav', service: 'calendar' },
  { kind: 'carddav', at: 'dav', service: 'contacts' },
] as const

/** What other programs can be set up with: of the services that are on, each server that can be reached from outside. */
export function programServers(tenant: Tenant): ProgramServer[] {
  return uses.flatMap(({ kind, at, service }) => {
    const server = tenant.services.includes(service) ? publicServer(tenant, at) : undefined
    return server === undefined ? [] : [{ kind, host: server.host, port: server.port, security: server.tls }]
  })
}

/** A server that has neither a public name nor encryption is the inside's own. */
function publicServer({ publicServers, endpoints }: Tenant, kind: PublicKind): PublicServer | undefined {
  const named = publicServers[kind]
  if (named !== undefined) return named
  const endpoint = endpoints[kind]
  if (endpoint === undefined || endpoint.tls === 'none') return undefined
  // A certificate has a name; the number the product connects to may be another way in.
  const host = isIP(endpoint.host) === 0 ? endpoint.host : (endpoint.verifyName ?? endpoint.host)
  return isInside(host) ? undefined : { host, port: endpoint.port, tls: endpoint.tls }
}

function isInside(host: string): boolean {
  const version = isIP(host)
  if (version === 4) return inside.check(host)
  if (version === 6) return /^(::1$|f[cd]|fe[89ab])/i.test(host)
  // A name without a dot is of the machine, or of its network.
  return !host.includes('.') || /\.(localhost|local|internal|lan)$/i.test(host)
}

/** Where the collections are found (RFC 6764). */
export function davAddress({ host, port }: { host: string; port: number }, path = '/'): string {
  return `https://${host}${port === 443 ? '' : `:${port}`}${path}`
}
