import { Instant, Uuid } from './ids.ts'
import { array, boolean, integer, nullable, object, oneOf, string, type Static } from './schema.ts'
import { Service } from './service.ts'
import { TenantKind, tenantStates } from './tenants.ts'

/** An administration as the public register (IPA, indicepa.gov.it) has it; what it does not say is empty. */
export const PublicBody = object({
  /** As published, in whatever case: `c_g479`, `p_PU`. */
  code: string(),
  name: string(),
  kind: TenantKind,
  taxCode: string(),
  pec: string(),
  address: string(),
  /** Of the demonstration: there is no such body. */
  fictitious: boolean(),
})
export type PublicBody = Static<typeof PublicBody>

/** The steps of a request, in the order they are asked; each is a part of the dossier. */
export const enrolmentSteps = ['body', 'people', 'agreement', 'hosting', 'services', 'privacy'] as const
export type EnrolmentStep = (typeof enrolmentSteps)[number]

/** Whom one turns to; what nobody said yet is empty. */
const Contact = object({
  name: string({ maxLength: 120 }),
  email: string({ maxLength: 254 }),
  phone: string({ maxLength: 40 }),
})
export type Contact = Static<typeof Contact>

/** Who answers for what: who asks, who knows the servers, who decides, and the roles the law wants (RTD, RPD). */
export const contactRoles = ['requester', 'technical', 'owner', 'digital', 'privacy', 'support'] as const
export type ContactRole = (typeof contactRoles)[number]

const AskedEndpoint = object({
  host: string({ maxLength: 253 }),
  port: integer({ minimum: 0, maximum: 65535 }),
  tls: oneOf('tls', 'starttls'),
})
export const askedEndpoints = ['imap', 'smtp', 'sieve', 'dav'] as const

/** What a body says of itself and of what it asks for. A draft may say nothing yet: `flawsOf` tells what is missing. */
export const Dossier = object({
  body: object({
    ipaCode: string({ maxLength: 60 }),
    name: string({ maxLength: 200 }),
    kind: TenantKind,
    taxCode: string({ maxLength: 16 }),
    pec: string({ maxLength: 254 }),
    address: string({ maxLength: 300 }),
  }),
  people: object({
    requester: Contact,
    technical: Contact,
    owner: Contact,
    digital: Contact,
    privacy: Contact,
    support: Contact,
  }),
  agreement: object({
    number: string({ maxLength: 60 }),
    /** `YYYY-MM-DD`. */
    date: string({ maxLength: 10 }),
  }),
  hosting: object({
    /** `shared`: other bodies have addresses in it too. */
    domains: array(object({ name: string({ maxLength: 253 }), shared: boolean() }), { maxItems: 20 }),
    where: oneOf('provider', 'own'),
    endpoints: object({ imap: AskedEndpoint, smtp: AskedEndpoint, sieve: AskedEndpoint, dav: AskedEndpoint }),
    mailboxes: nullable(integer({ minimum: 0, maximum: 1_000_000 })),
    gigabytes: nullable(integer({ minimum: 0, maximum: 1_000_000 })),
    webmail: oneOf('', 'horde', 'roundcube', 'zimbra', 'other', 'none'),
  }),
  services: array(Service, { maxItems: 3 }),
  privacy: object({
    /** The body appoints the provider as processor (GDPR art. 28). */
    appointment: boolean(),
    /** How long the logs of mail are kept, in days. */
    logDays: integer({ minimum: 1, maximum: 3650 }),
    logReason: string({ maxLength: 1000 }),
    /** What people are told when they first sign in. */
    notice: string({ maxLength: 5000 }),
  }),
})
export type Dossier = Static<typeof Dossier>

export const EnrolmentFile = object({
  id: Uuid,
  fileName: string(),
  type: oneOf('pdf', 'p7m'),
  sizeBytes: integer(),
})
export type EnrolmentFile = Static<typeof EnrolmentFile>

/** A request as whoever has its link sees it. */
export const Enrolment = object({
  /** Of the dossier; a save of another one is refused. */
  version: integer(),
  savedAt: Instant,
  dossier: Dossier,
  files: array(EnrolmentFile),
  /** Where one comes back to it; whoever has it may change the request. */
  link: string(),
  /** The address that link was mailed to. */
  linkSentTo: nullable(string()),
  state: oneOf('draft', ...tenantStates),
  stateSince: Instant,
  /** What was said with the last step: what is missing, why it was refused. */
  reason: string(),
  /** It may still be changed, and sent. */
  open: boolean(),
  /** Whoever asks gets mail at every step. */
  mails: boolean(),
})
export type Enrolment = Static<typeof Enrolment>
