import type {
  CheckId,
  CheckRecord,
  CheckState,
  CheckStep,
  DomainExpectation,
  Saying,
} from '@staffetta/contract'
import type { MessageKey } from '@staffetta/i18n'
import type { Credential } from '../db/service-accounts.ts'
import type { EndpointKind } from '../db/schema/servers.ts'
import type { Endpoint, Tenant } from '../db/tenants.ts'
import type { DnsQuestions } from './dns/questions.ts'
import type { Probe } from './wire/probe.ts'
import type { Reach } from './wire/reach.ts'

export type CheckKey = Extract<MessageKey, `checks.${string}`>

/** What came of one look, before it is stored. */
export interface Finding {
  state: CheckState
  step: CheckStep | null
  headline: Saying
  found: Saying[]
  expected: Saying[]
  consequence: Saying | null
  records: CheckRecord[]
}

/** What the checks of one run share. */
export interface CheckContext {
  tenant: Tenant
  /** The server's key: what is asked to be published comes from it. */
  key: Buffer
  expectations: ReadonlyMap<string, DomainExpectation>
  /** An account of the body's that is there to be tried. */
  test: Credential | null
  dns: DnsQuestions
  reach: Reach
  /** A server that was spoken to up to its greeting; once a run. */
  probe: (kind: EndpointKind, endpoint: Endpoint) => Promise<Probe>
  /** The text at an address of the web; null where none came. */
  fetchText: (address: string, limits: { redirects: number }) => Promise<string | null>
  /** An authority to trust besides those of the machine. */
  ca: string | undefined
  now: Date
  signal: AbortSignal
}

export interface Check {
  id: CheckId
  /** The domains or servers it looks at; empty text: the body as a whole. */
  subjects: (tenant: Tenant) => string[]
  run: (context: CheckContext, subject: string) => Promise<Finding>
  deadlineMs?: number
}

type More = Partial<Omit<Finding, 'state' | 'headline'>>

export function ok(headline: Saying, more: More = {}): Finding {
  return finding('ok', headline, more)
}

export function attention(step: CheckStep, headline: Saying, more: More = {}): Finding {
  return finding('attention', headline, { step, ...more })
}

export function failed(step: CheckStep, headline: Saying, more: More = {}): Finding {
  return finding('error', headline, { step, ...more })
}

/** Nothing was looked at, because something has to be set first. */
export function notApplicable(headline: Saying, more: More = {}): Finding {
  return finding('not-applicable', headline, { step: 'setting', ...more })
}

function finding(state: CheckState, headline: Saying, more: More): Finding {
  return { state, headline, step: null, found: [], expected: [], consequence: null, records: [], ...more }
}

const SAID_LENGTH = 400

/** A sentence of the catalogue; what a stranger's server said is bounded and has nothing in it that is not text. */
export function say(key: CheckKey, values: Record<string, string | number> = {}): Saying {
  const texts = Object.entries(values).map(([name, value]) => [name, plain(String(value), SAID_LENGTH)])
  return { key, values: Object.fromEntries(texts) as Record<string, string> }
}

/** Without control characters, without what turns the direction of writing, and not longer than that. */
export function plain(text: string, length: number): string {
  const clean = text
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll(/[\p{Cf}\p{Cs}\p{Co}]/gu, '')
    .trim()
  const letters = [...clean]
  return letters.length > length ? `${letters.slice(0, length).join('')}…` : clean
}

export function list(names: Iterable<string>): string {
  return [...names].join(', ')
}
