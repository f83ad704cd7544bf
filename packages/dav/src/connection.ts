import { Readable } from 'node:stream'
import { Agent, type buildConnector, type Dispatcher } from 'undici'
import { conditionOf, DavError, failureInWords, failureOf, networkError } from './errors.ts'
import { readHref } from './hrefs.ts'
import { type Multistatus, readMultistatus } from './multistatus.ts'
import { type Xml, xmlDocument } from './xml.ts'
import { readXml } from './xml-reader.ts'

export type DavCredentials =
  | { kind: 'basic'; user: string; password: string }
  /** Asked for with each request; `refused`: that one was not taken, and another is tried once. */
  | { kind: 'bearer'; token: (refused?: string) => Promise<string> }
  | { kind: 'none' }

export interface DavOptions {
  /** Where the account is looked for; only its origin is ever talked to. */
  url: string
  credentials: DavCredentials
  /** An operator's word that http may be spoken, for a test server on loopback. */
  allowCleartext?: boolean
  /** Takes the place of our own connections, TLS options included; whoever gives it closes it. */
  dispatcher?: Dispatcher
  /** How sockets are made: the place for an address guard (`lookup`), a private authority (`ca`), a name to check (`servername`). */
  connect?: buildConnector.BuildOptions | buildConnector.connector
  /** To the first byte of an answer, and to its last: a listing of 10,000 takes half a minute on some servers. */
  timeouts?: { connectMs?: number; headersMs?: number; totalMs?: number }
  maxAnswerBytes?: number
  userAgent?: string
}

export interface DavRequest {
  method: string
  href: string
  depth?: '0' | '1'
  headers?: Record<string, string>
  /** A stream is sent once: give its `content-length`, and expect no redirect. */
  body?: string | Readable | Xml
  contentType?: string
  signal?: AbortSignal | undefined
}

export interface DavAnswer {
  status: number
  /** The path that answered, after redirects. */
  href: string
  /** A header by its lower-case name; several of one name are joined by commas. */
  header: (name: string) => string | undefined
  text: string
}

export interface DavBytes {
  status: number
  header: DavAnswer['header']
  bytes: Readable
}

/** One account at one origin. Requests run as they come, at most six at once. */
export interface Dav {
  readonly url: URL
  /** One exchange, redirects within the origin followed. Throws a DavError for what did not come back; any status is an answer. */
  exchange: (request: DavRequest) => Promise<DavAnswer>
  /** A GET whose bytes are read as they come. A redirect is an answer like any other: bytes are not looked for elsewhere. */
  open: (href: string, signal?: AbortSignal) => Promise<DavBytes>
  close: () => Promise<void>
}

/** Opens nothing yet. Throws `cleartext-refused` for http without `allowCleartext`, TypeError for no address at all. */
export function openDav(options: DavOptions): Dav {
  const url = new URL(options.url)
  if (!/^https?:$/.test(url.protocol)) throw new TypeError('A DAV address begins with https.')
  if (url.protocol === 'http:' && options.allowCleartext !== true) throw new DavError('cleartext-refused')
  url.username = ''
  url.password = ''
  url.hash = ''
  const limits: Limits = {
    totalMs: options.timeouts?.totalMs ?? 120_000,
    maxBytes: options.maxAnswerBytes ?? 32 * 1024 * 1024,
  }
  const own = options.dispatcher ? undefined : openAgent(options)
  const dispatcher = options.dispatcher ?? own
  if (!dispatcher) throw new TypeError('no dispatcher')
  const headers: Record<string, string> = { 'user-agent': options.userAgent ?? 'Staffetta' }
  const { credentials } = options
  if (credentials.kind === 'basic') headers['authorization'] = basic(credentials)

  const wire = {
    url,
    dispatcher,
    limits,
    headers,
    ...(credentials.kind === 'bearer' && { bearer: credentials }),
  }
  return {
    url,
    exchange: (request) => followed(wire, request),
    open: async (href, signal) => {
      try {
        const response = await authorized(
          wire,
          { method: 'GET', href },
          (request) => send(wire, request, signal),
          (answer) => answer.statusCode,
        )
        return { status: response.statusCode, header: headerIn(response), bytes: response.body }
      } catch (cause) {
        signal?.throwIfAborted()
        throw networkError(cause)
      }
    },
    close: async () => {
      await own?.destroy()
    },
  }
}

interface Limits {
  totalMs: number
  maxBytes: number
}

interface Wire {
  url: URL
  dispatcher: Dispatcher
  limits: Limits
  headers: Record<string, string>
  bearer?: { token: (refused?: string) => Promise<string> }
}

function openAgent({ connect, timeouts = {} }: DavOptions): Agent {
  const timeout = timeouts.connectMs ?? 10_000
  return new Agent({
    connections: 6,
    connect: typeof connect === 'function' ? connect : { timeout, ...connect },
    headersTimeout: timeouts.headersMs ?? 90_000,
    bodyTimeout: timeouts.headersMs ?? 90_000,
  })
}

function basic({ user, password }: { user: string; password: string }): string {
  if (user.includes(':')) throw new TypeError('HTTP cannot carry a colon in a user name.')
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
}

function bearer(token: string): string {
  if (!/^[\x21-\x7e]+$/.test(token)) throw new TypeError('This is no bearer token.')
  return `Bearer ${token}`
}

/** With the token of now; where the server does not take it, it may have ended: once more with another. */
async function authorized<T>(
  wire: Wire,
  request: DavRequest,
  work: (request: DavRequest) => Promise<T>,
  statusOf: (answer: T) => number,
): Promise<T> {
  if (wire.bearer === undefined) return work(request)
  const token = await wire.bearer.token()
  const withToken = (one: string) => ({
    ...request,
    headers: { ...request.headers, authorization: bearer(one) },
  })
  const answer = await work(withToken(token))
  // A stream is sent once.
  if (statusOf(answer) !== 401 || request.body instanceof Readable) return answer
  const another = await wire.bearer.token(token)
  return another === token ? answer : work(withToken(another))
}

const redirects = 5

async function followed(wire: Wire, request: DavRequest): Promise<DavAnswer> {
  let { href } = request
  for (let hop = 0; hop <= redirects; hop++) {
    const answer = await authorized(
      wire,
      { ...request, href },
      (one) => onceMore(wire, one),
      ({ status }) => status,
    )
    if (![301, 302, 307, 308].includes(answer.status)) return answer
    href = redirectTarget(answer, wire.url)
  }
  throw new DavError('redirect-refused')
}

/** The path of a redirect that stays here. Throws `redirect-refused` for any other: the credentials go nowhere else. */
function redirectTarget(answer: DavAnswer, base: URL): string {
  const location = answer.header('location')
  const from = new URL(answer.href, base)
  if (location === undefined || !URL.canParse(location, from.href)) throw new DavError('redirect-refused')
  const to = new URL(location, from)
  // A server behind a proxy that ends TLS does not know it is https outside: its path is asked for here, encrypted.
  const unaware = to.protocol === 'http:' && base.protocol === 'https:' && to.host === base.host
  if (to.origin !== base.origin && !unaware)
    throw new DavError('redirect-refused', { status: answer.status, origin: to.origin })
  return to.pathname + to.search
}

const repeatable = new Set(['GET', 'OPTIONS', 'PROPFIND', 'REPORT'])

/** A kept connection may be closed by the server in the moment it is used; what changes nothing is then asked again. */
async function onceMore(wire: Wire, request: DavRequest): Promise<DavAnswer> {
  try {
    return await bounded(wire, request)
  } catch (error) {
    const again = error instanceof DavError && error.kind === 'unreachable' && wasDropped(error.cause)
    if (!again || !repeatable.has(request.method)) throw error
    return bounded(wire, request)
  }
}

function wasDropped(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && /^(UND_ERR_SOCKET|ECONNRESET)$/.test(String(cause.code))
}

async function bounded(wire: Wire, request: DavRequest): Promise<DavAnswer> {
  const { signal } = request
  signal?.throwIfAborted()
  const ending = new AbortController()
  const onAbort = () => ending.abort()
  signal?.addEventListener('abort', onAbort, { once: true })
  const timer = setTimeout(onAbort, wire.limits.totalMs)
  try {
    return await exchange(wire, request, ending.signal)
  } catch (cause) {
    if (cause instanceof DavError) throw cause
    signal?.throwIfAborted()
    if (ending.signal.aborted) throw new DavError('timeout', { cause })
    if (isMisuse(cause)) throw cause
    throw networkError(cause)
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', onAbort)
  }
}

/** A path or a header that cannot be sent is a bug of the caller, not of the network. */
function isMisuse(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'UND_ERR_INVALID_ARG'
}

async function exchange(wire: Wire, request: DavRequest, signal: AbortSignal): Promise<DavAnswer> {
  const response = await send(wire, request, signal)
  return {
    status: response.statusCode,
    href: request.href,
    header: headerIn(response),
    text: await readBounded(response, wire.limits.maxBytes),
  }
}

function send(
  wire: Wire,
  request: DavRequest,
  signal: AbortSignal | undefined,
): Promise<Dispatcher.ResponseData> {
  const { body } = request
  const headers: Record<string, string> = { ...wire.headers, ...request.headers }
  if (request.depth !== undefined) headers['depth'] = request.depth
  if (body !== undefined) headers['content-type'] = request.contentType ?? 'application/xml; charset=utf-8'
  const raw = body === undefined || typeof body === 'string' || body instanceof Readable
  return wire.dispatcher.request({
    origin: wire.url.origin,
    path: request.href,
    // undici sends any method; its type lists those of the web.
    method: request.method as Dispatcher.HttpMethod,
    headers,
    body: raw ? (body ?? null) : xmlDocument(body),
    ...(signal && { signal }),
  })
}

function headerIn({ headers }: Dispatcher.ResponseData): DavAnswer['header'] {
  return (name) => {
    const value = headers[name]
    return Array.isArray(value) ? value.join(', ') : value
  }
}

async function readBounded({ body, headers }: Dispatcher.ResponseData, maxBytes: number): Promise<string> {
  // A body thrown away half read reports that as an error event.
  body.on('error', () => undefined)
  const pieces: Buffer[] = []
  let length = Number(headers['content-length'] ?? 0) > maxBytes ? Infinity : 0
  if (length === 0) {
    for await (const piece of body as AsyncIterable<Buffer>) {
      length += piece.length
      if (length > maxBytes) break
      pieces.push(piece)
    }
  }
  if (length > maxBytes) {
    body.destroy()
    throw new DavError('answer-too-large')
  }
  const encoding = headers['content-encoding']
  // None was asked for; whoever packs all the same cannot be read.
  if (encoding !== undefined && encoding !== 'identity' && length > 0) throw new DavError('invalid-answer')
  return new TextDecoder().decode(Buffer.concat(pieces))
}

/** An exchange whose answer is a success. Throws what any other status means. */
export async function ask(dav: Dav, request: DavRequest): Promise<DavAnswer> {
  const answer = await dav.exchange(request)
  if (answer.status < 200 || answer.status >= 300) throw refusal(answer)
  return answer
}

/** An exchange answered by a 207. Throws `not-dav` when a server answers something else with a smile. */
export async function askMultistatus(
  dav: Dav,
  request: DavRequest,
): Promise<Multistatus & { answer: DavAnswer }> {
  const answer = await ask(dav, request)
  if (answer.status !== 207) throw new DavError('not-dav', { status: answer.status })
  return { ...(await readAnswer(answer, dav.url)), answer }
}

/** Reads a 207 whatever its content type says; a page of HTML is `not-dav`. */
export async function readAnswer(answer: DavAnswer, base: URL): Promise<Multistatus> {
  try {
    return await readMultistatus(answer.text, base)
  } catch (error) {
    const html = /^\s*<(!doctype\s+)?html\b/i.test(answer.text)
    throw html ? new DavError('not-dav', { status: answer.status }) : error
  }
}

/** The error a refusing answer stands for. */
function refusal(answer: DavAnswer): DavError {
  const condition = conditionIn(answer)
  const retryAfter = Number(answer.header('retry-after'))
  const schemes = schemesOf(answer.header('www-authenticate'))
  const kind = failureInWords(answer.status, answer.text) ?? failureOf(answer.status, condition)
  return new DavError(kind, {
    status: answer.status,
    ...(condition === undefined ? {} : { condition }),
    ...(retryAfter > 0 ? { retryAfterSeconds: retryAfter } : {}),
    ...(answer.status === 401 && schemes.length > 0 ? { schemes } : {}),
  })
}

function conditionIn(answer: DavAnswer): string | undefined {
  if (!answer.text.includes('<') || answer.text.length > 100_000) return undefined
  try {
    const root = readXml(answer.text)
    return root.name === 'D:error' ? conditionOf(root) : undefined
  } catch {
    return undefined // a page for people
  }
}

function schemesOf(header: string | undefined): string[] {
  const known = /(?:^|,\s*)(basic|digest|bearer|negotiate|ntlm)\b/gi
  return [...(header ?? '').matchAll(known)].map((match) => (match[1] ?? '').toLowerCase())
}

/** The path a response header names, when it names one of this server. */
export function hrefInHeader(value: string | undefined, dav: Dav): string | undefined {
  if (value === undefined) return undefined
  try {
    return readHref(value, dav.url)
  } catch {
    return undefined
  }
}
