import type { XmlElement } from './xml-reader.ts'

/** Everything that can go wrong, closed: a caller who handles these has handled all. */
export type DavFailure =
  | 'cleartext-refused' // http without the operator's word
  | 'dns'
  | 'unreachable' // refused, reset, no route
  | 'tls'
  | 'timeout'
  | 'auth-refused'
  | 'forbidden'
  | 'not-found'
  | 'precondition' // somebody else wrote in between, or it exists already
  | 'conflict'
  | 'uid-conflict'
  | 'quota'
  | 'too-large'
  | 'managed-id' // it is to hold a managed attachment the server has not
  | 'rejected' // the server does not accept this content
  | 'sync-token' // the token is not known any more
  | 'busy' // 429, 503: come back later
  | 'unsupported'
  | 'redirect-refused'
  | 'not-dav'
  | 'invalid-answer'
  | 'answer-too-large'
  | 'outside' // an href that is not under the place it should be
  | 'server-error'

export type TlsProblem = 'name' | 'untrusted' | 'expired' | 'protocol'

export interface DavFailureDetails {
  status?: number
  /** The precondition element the server named, e.g. `C:no-uid-conflict`. */
  condition?: string
  tls?: TlsProblem
  /** The origin a refused redirect or href pointed to: for an administrator, who decides whether it is theirs. */
  origin?: string
  /** The authentication schemes offered with a 401, in lower case. */
  schemes?: string[]
  retryAfterSeconds?: number
  cause?: unknown
}

/** What failed, with the status and the condition; never a body, an address of an object or a secret. */
export class DavError extends Error {
  override readonly name = 'DavError'
  readonly kind: DavFailure
  readonly status: number | undefined
  readonly condition: string | undefined
  readonly tls: TlsProblem | undefined
  readonly origin: string | undefined
  readonly schemes: string[] | undefined
  readonly retryAfterSeconds: number | undefined

  constructor(kind: DavFailure, details: DavFailureDetails = {}) {
    const about = [details.status, details.condition, details.tls].filter((part) => part !== undefined)
    super(about.length > 0 ? `${kind} (${about.join(', ')})` : kind, { cause: details.cause })
    this.kind = kind
    this.status = details.status
    this.condition = details.condition
    this.tls = details.tls
    this.origin = details.origin
    this.schemes = details.schemes
    this.retryAfterSeconds = details.retryAfterSeconds
  }
}

export function isDavError(error: unknown, ...kinds: DavFailure[]): error is DavError {
  return error instanceof DavError && (kinds.length === 0 || kinds.includes(error.kind))
}

/** What the next request would meet as well: nothing is gained by asking for another object. */
export function concernsAll(error: DavError): boolean {
  return ['auth-refused', 'busy', 'dns', 'unreachable', 'tls', 'timeout'].includes(error.kind)
}

/** What a status and the condition beside it mean. The condition is the better witness: servers differ in the status. */
export function failureOf(status: number, condition?: string): DavFailure {
  const named = condition === undefined ? undefined : conditions[condition]
  if (named) return named
  return statuses[status] ?? (status >= 500 ? 'server-error' : 'rejected')
}

/** What only the words of a refusal tell. */
export function failureInWords(status: number, text: string): DavFailure | undefined {
  // Cyrus 3.6.1, where 507 would be right.
  return status === 500 && text.includes('<p>Over quota</p>') ? 'quota' : undefined
}

const conditions: Partial<Record<string, DavFailure>> = {
  'D:need-privileges': 'forbidden',
  'D:valid-sync-token': 'sync-token',
  'D:quota-not-exceeded': 'quota',
  'D:sufficient-disk-space': 'quota',
  'D:number-of-matches-within-limits': 'too-large',
  'D:resource-must-be-null': 'conflict',
  'C:no-uid-conflict': 'uid-conflict',
  'R:no-uid-conflict': 'uid-conflict',
  // Cyrus 3.6 names this one (RFC 6638 §3.2.4.1) whether the object schedules or not.
  'C:unique-scheduling-object-resource': 'uid-conflict',
  'C:max-resource-size': 'too-large',
  'C:max-attachment-size': 'too-large',
  'C:max-attachments-per-resource': 'quota',
  // An ATTACH names a file the server has not, or no longer.
  'C:valid-managed-id': 'managed-id',
  'R:max-resource-size': 'too-large',
  'C:valid-calendar-data': 'rejected',
  'C:valid-calendar-object-resource': 'rejected',
  'C:supported-calendar-data': 'rejected',
  'C:supported-calendar-component': 'rejected',
  'R:valid-address-data': 'rejected',
  'R:supported-address-data': 'rejected',
}

const statuses: Partial<Record<number, DavFailure>> = {
  401: 'auth-refused',
  402: 'forbidden',
  403: 'forbidden',
  404: 'not-found',
  405: 'unsupported',
  408: 'timeout',
  409: 'conflict',
  410: 'not-found',
  412: 'precondition',
  413: 'too-large',
  423: 'conflict',
  429: 'busy',
  501: 'unsupported',
  503: 'busy',
  504: 'timeout',
  507: 'quota',
}

/** The first precondition named in a `DAV:error` element. */
export function conditionOf(error: XmlElement | undefined): string | undefined {
  return error?.children.find((child) => /^[DCRSI]:/.test(child.name))?.name
}

/** undici's and Node's errors, translated; this is the only place that knows their codes. */
export function networkError(cause: unknown): DavError {
  const code = codeOf(cause)
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'EAI_NODATA')
    return new DavError('dns', { cause })
  if (code in tlsProblems) return new DavError('tls', { tls: tlsProblems[code] ?? 'untrusted', cause })
  if (/^ERR_(SSL|TLS)_|^EPROTO$/.test(code)) return new DavError('tls', { tls: 'protocol', cause })
  if (/^UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT$|^ETIMEDOUT$/.test(code))
    return new DavError('timeout', { cause })
  if (/^HPE_|^UND_ERR_(RES_CONTENT_LENGTH_MISMATCH|HEADERS_OVERFLOW)$/.test(code))
    return new DavError('invalid-answer', { cause })
  return new DavError('unreachable', { cause })
}

const tlsProblems: Partial<Record<string, TlsProblem>> = {
  ERR_TLS_CERT_ALTNAME_INVALID: 'name',
  CERT_HAS_EXPIRED: 'expired',
  CERT_NOT_YET_VALID: 'expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'untrusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'untrusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'untrusted',
  UNABLE_TO_GET_ISSUER_CERT: 'untrusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'untrusted',
  CERT_UNTRUSTED: 'untrusted',
  CERT_SIGNATURE_FAILURE: 'untrusted',
  CERT_REVOKED: 'untrusted',
  INVALID_CA: 'untrusted',
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return code || codeOf(error.cause)
}
