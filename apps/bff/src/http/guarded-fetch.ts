import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'
import { Agent, request, type Dispatcher } from 'undici'

/**
 * Everything the server fetches on somebody else's word goes through here. Only http and https, to public addresses (or
 * networks the operator named), on the usual ports; the name is resolved once and that address is connected to, again at
 * each redirect; no cookie, no credential, no referrer; size, time and redirects have limits.
 */
export interface FetchLimits {
  maxBytes: number
  timeoutMs: number
  redirects: number
  /** CIDRs that may be fetched from besides public addresses, on any port. */
  networks: string[]
  /** Another way to find the addresses of a name than the machine's. */
  resolve?: (host: string) => Promise<string[]>
  /** An authority to trust besides those of the machine. */
  ca?: string
}

export class FetchRefused extends Error {
  override readonly name = 'FetchRefused'
}

const usualPorts = new Set(['', '80', '443'])

/** What came: the body whole, or the word that it is what it was. */
export type Fetched =
  | { kind: 'body'; bytes: Buffer; etag: string | null; lastModified: string | null }
  | { kind: 'unchanged' }

/** Throws FetchRefused for whatever may not or could not be fetched; the reason goes to no stranger. */
export async function guardedFetch(
  address: string,
  limits: FetchLimits,
  headers: Record<string, string>,
): Promise<Fetched> {
  const signal = AbortSignal.timeout(limits.timeoutMs)
  let url = address
  for (let hop = 0; hop <= limits.redirects; hop++) {
    const response = await fetchOnce(url, { limits, headers, signal })
    if ('kind' in response) return response
    url = response.location
  }
  throw new FetchRefused('too many redirects')
}

/**
 * One exchange with a service somebody named, for a library that speaks to it. Every status is an answer; nothing is followed.
 */
export async function guardedExchange(
  address: string,
  {
    method,
    headers,
    body,
    signal,
  }: { method: string; headers: Record<string, string>; body?: string; signal?: AbortSignal },
  limits: Omit<FetchLimits, 'redirects'>,
): Promise<Response> {
  const url = new URL(address)
  if (!/^https?:$/.test(url.protocol)) throw new FetchRefused('not http')
  const agent = agentFor(await resolveAllowed(url, limits), limits.ca)
  try {
    const patience = AbortSignal.timeout(limits.timeoutMs)
    const response = await request(url, {
      dispatcher: agent,
      method: method as Dispatcher.HttpMethod,
      headers,
      signal: signal === undefined ? patience : AbortSignal.any([signal, patience]),
      ...(body !== undefined && { body }),
    })
    response.body.on('error', () => undefined)
    const bytes = await readBounded(response, limits.maxBytes)
    const named = Object.entries(response.headers).flatMap(([name, value]) =>
      [value ?? []].flat().map((one): [string, string] => [name, one]),
    )
    const bare = [204, 205, 304].includes(response.statusCode)
    return new Response(bare ? null : new Uint8Array(bytes), { status: response.statusCode, headers: named })
  } catch (error) {
    throw error instanceof FetchRefused ? error : new FetchRefused('unreachable', { cause: error })
  } finally {
    void agent.destroy()
  }
}

async function fetchOnce(
  address: string,
  { limits, headers, signal }: { limits: FetchLimits; headers: Record<string, string>; signal: AbortSignal },
): Promise<Fetched | { location: string }> {
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol)) throw new FetchRefused('not http')
  if (url.username !== '' || url.password !== '') throw new FetchRefused('credentials in the address')
  const ip = await resolveAllowed(url, limits)
  const agent = agentFor(ip, limits.ca)
  try {
    const response = await request(url, {
      dispatcher: agent,
      signal,
      headers,
    })
    // A body thrown away half read reports that as an error event.
    response.body.on('error', () => undefined)
    if ([301, 302, 303, 307, 308].includes(response.statusCode)) {
      const location = response.headers['location']
      response.body.destroy()
      if (typeof location !== 'string' || !URL.canParse(location, url.href))
        throw new FetchRefused('redirect to nowhere')
      return { location: new URL(location, url).href }
    }
    if (response.statusCode === 304) {
      response.body.destroy()
      return { kind: 'unchanged' }
    }
    if (response.statusCode !== 200) throw new FetchRefused(`status ${response.statusCode}`)
    const { etag, 'last-modified': lastModified } = response.headers
    return {
      kind: 'body',
      bytes: await readBounded(response, limits.maxBytes),
      etag: typeof etag === 'string' ? etag : null,
      lastModified: typeof lastModified === 'string' ? lastModified : null,
    }
  } catch (error) {
    throw error instanceof FetchRefused ? error : new FetchRefused('unreachable', { cause: error })
  } finally {
    void agent.destroy()
  }
}

async function readBounded(response: Dispatcher.ResponseData, maxBytes: number): Promise<Buffer> {
  const pieces: Buffer[] = []
  let length = 0
  for await (const piece of response.body as AsyncIterable<Buffer>) {
    length += piece.length
    if (length > maxBytes) throw new FetchRefused('too large')
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

/** One address, allowed, for this name; every address of the name must be, or a second answer could differ. */
async function resolveAllowed(
  url: URL,
  { networks, resolve = machineAddresses }: Pick<FetchLimits, 'networks' | 'resolve'>,
): Promise<string> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const addresses = isIP(host) ? [host] : await resolve(host)
  const [first] = addresses
  if (first === undefined) throw new FetchRefused('unknown host')
  const named = addresses.every((address) => isIn(address, networks))
  if (!named && !(addresses.every(isPublic) && usualPorts.has(url.port)))
    throw new FetchRefused('address not allowed')
  return first
}

/** What the machine itself knows of a name; nothing where it knows none. */
export async function machineAddresses(host: string): Promise<string[]> {
  return (await lookup(host, { all: true }).catch(() => [])).map((entry) => entry.address)
}

/**
 * "unicast" in ipaddr.js means: in no special range of the IANA registries. IPv6 forms that carry an IPv4 address (mapped,
 * 6to4, Teredo, NAT64) are ranges of their own there, so they are refused whatever they carry.
 */
export function isPublic(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.parse(address).range() === 'unicast'
}

export function isIn(address: string, networks: string[]): boolean {
  if (!ipaddr.isValid(address)) return false
  const ip = ipaddr.parse(address)
  return networks.some((network) => {
    const [range, bits] = ipaddr.parseCIDR(network)
    return range.kind() === ip.kind() && ip.match(range, bits)
  })
}

/** Connects to the address that was checked, whatever the name would resolve to now; TLS still checks the name. */
function agentFor(ip: string, ca: string | undefined): Agent {
  const family = isIP(ip)
  return new Agent({
    connect: {
      ...(ca !== undefined && { ca }),
      lookup: (_host, options, callback) => {
        if (options.all === true) callback(null, [{ address: ip, family }])
        else callback(null, ip, family)
      },
    },
  })
}
