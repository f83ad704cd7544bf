import type { Contact, ContactRole, Dossier, EnrolmentStep } from './enrolment.ts'

/** What is wrong with one field; the browser has a sentence for each. */
export type FlawKind =
  | 'missing'
  | 'email'
  | 'tax-code'
  | 'date'
  | 'letter'
  | 'domains'
  | 'domain'
  | 'domain-ending'
  | 'host'
  | 'services'
  | 'dav'
  | 'agree'
  | 'log-reason'

export interface Flaw {
  step: EnrolmentStep
  /** Its place in the dossier: `people.technical.email`. */
  field: string
  kind: FlawKind
}

/** Longer than this a body must say why (Garante, 6 June 2024). */
export const usualLogDays = 21

/** Who must be named: without support the requester is asked. */
const needed: ContactRole[] = ['requester', 'technical', 'owner', 'digital', 'privacy']

/** Endings a domain may have besides those of countries, which have two letters. Longer lists are wrong sooner. */
const endings = new Set(
  'com org net info eu gov edu int pro name biz coop museum aero cat cloud online site digital email network example test'.split(
    ' ',
  ),
)
const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/

/** What a mail domain lacks to be one; null where nothing. */
export function domainFlaw(domain: string): 'missing' | 'domain' | 'domain-ending' | null {
  if (domain === '') return 'missing'
  const labels = domain.toLowerCase().split('.')
  if (domain.length > 253 || !labels.every((one) => label.test(one))) return 'domain'
  const ending = labels.at(-1)!
  const known = /^([a-z]{2}|xn--[a-z0-9-]+)$/.test(ending) || endings.has(ending)
  return labels.length > 1 && known ? null : 'domain-ending'
}

export function isEmail(text: string): boolean {
  const at = text.lastIndexOf('@')
  return /^[^\s@<>"(),:;\\[\]\p{Cc}]+$/u.test(text.slice(0, at)) && domainFlaw(text.slice(at + 1)) === null
}

/** Eleven digits, the last of them computed from the others (DM 23/12/1976). */
export function isTaxCode(text: string): boolean {
  if (!/^\d{11}$/.test(text)) return false
  const sum = [...text].reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 0 ? 1 : 2)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}

/** All that keeps a dossier from being sent, in the order of its fields. */
export function flawsOf(dossier: Dossier, letters: number): Flaw[] {
  return [
    ...ofBody(dossier.body),
    ...needed.flatMap((role) => ofContact(role, dossier.people[role])),
    ...optionalContact(dossier.people.support),
    ...ofAgreement(dossier.agreement, letters),
    ...ofHosting(dossier),
    ...(dossier.services.length === 0 ? [flaw('services', 'services', 'services')] : []),
    ...ofPrivacy(dossier.privacy),
  ]
}

function flaw(step: EnrolmentStep, field: string, kind: FlawKind): Flaw {
  return { step, field, kind }
}

function missing(step: EnrolmentStep, fields: Record<string, string>): Flaw[] {
  return Object.entries(fields).flatMap(([field, value]) =>
    value.trim() === '' ? [flaw(step, field, 'missing')] : [],
  )
}

function ofBody({ name, taxCode, pec, ipaCode }: Dossier['body']): Flaw[] {
  return [
    ...missing('body', { 'body.name': name, 'body.ipaCode': ipaCode }),
    ...(isTaxCode(taxCode) ? [] : [flaw('body', 'body.taxCode', taxCode === '' ? 'missing' : 'tax-code')]),
    ...(isEmail(pec) ? [] : [flaw('body', 'body.pec', pec === '' ? 'missing' : 'email')]),
  ]
}

function ofContact(role: ContactRole, { name, email }: Contact): Flaw[] {
  const at = `people.${role}`
  return [
    ...missing('people', { [`${at}.name`]: name }),
    ...(isEmail(email) ? [] : [flaw('people', `${at}.email`, email === '' ? 'missing' : 'email')]),
  ]
}

function optionalContact(contact: Contact): Flaw[] {
  return contact.email === '' && contact.name === '' ? [] : ofContact('support', contact)
}

function ofAgreement({ number, date }: Dossier['agreement'], letters: number): Flaw[] {
  const real = /^\d{4}-\d{2}-\d{2}$/.test(date) && new Date(`${date}T00:00:00Z`).toJSON()?.startsWith(date)
  return [
    ...missing('agreement', { 'agreement.number': number }),
    ...(real ? [] : [flaw('agreement', 'agreement.date', date === '' ? 'missing' : 'date')]),
    ...(letters > 0 ? [] : [flaw('agreement', 'agreement.letter', 'letter')]),
  ]
}

function ofHosting({ hosting, services }: Dossier): Flaw[] {
  const flaws = hosting.domains.flatMap(({ name }, at) => {
    const kind = domainFlaw(name)
    return kind === null ? [] : [flaw('hosting', `hosting.domains.${at}`, kind)]
  })
  if (hosting.domains.length === 0) flaws.push(flaw('hosting', 'hosting.domains', 'domains'))
  if (hosting.where === 'provider') return flaws
  const { imap, smtp, sieve, dav } = hosting.endpoints
  const wantsDav = services.some((service) => service !== 'mail')
  const host = (kind: string, { host: name }: { host: string }, wanted: boolean) => {
    const field = `hosting.endpoints.${kind}.host`
    if (name === '') return wanted ? [flaw('hosting', field, kind === 'dav' ? 'dav' : 'missing')] : []
    return domainFlaw(name) === null ? [] : [flaw('hosting', field, 'host')]
  }
  return [
    ...flaws,
    ...host('imap', imap, true),
    ...host('smtp', smtp, true),
    ...host('sieve', sieve, false),
    ...host('dav', dav, wantsDav),
  ]
}

function ofPrivacy({ appointment, logDays, logReason, notice }: Dossier['privacy']): Flaw[] {
  return [
    ...(appointment ? [] : [flaw('privacy', 'privacy.appointment', 'agree')]),
    ...(logDays > usualLogDays && logReason.trim() === ''
      ? [flaw('privacy', 'privacy.logReason', 'log-reason')]
      : []),
    ...missing('privacy', { 'privacy.notice': notice }),
  ]
}
