import { WorkRules } from './work-rules.ts'
import { DomainExpectation } from './admin-checks.ts'
import { providerFields } from './admin-identity.ts'
import { ResourceSettings } from './admin-resources.ts'
import { MailLogAgreement, mostMailLogDays } from './admin-retention.ts'
import { ServerEndpoint } from './admin-servers.ts'
import { Look } from './admin-tenants.ts'
import { Service } from './service.ts'
import { SignInRule } from './people.ts'
import { PreferenceRule } from './preference-rules.ts'
import { NoticeText } from './privacy.ts'
import {
  array,
  boolean,
  integer,
  nullable,
  object,
  oneOf,
  optional,
  record,
  string,
  type Static,
} from './schema.ts'

/** The format of the file: another number where a file of before would be understood wrongly. */
export const CONFIGURATION_VERSION = 1

/** There is one, it stays where it is, and no file holds it. */
const KeptSecret = object({ secret: oneOf('kept') })
const Account = object({
  user: string({ minLength: 1, maxLength: 320, pattern: '\\S' }),
  password: KeptSecret,
})
const PublicServer = object({
  host: string({ maxLength: 253, pattern: '^[a-z0-9-]+(\\.[a-z0-9-]+)+$' }),
  port: integer({ minimum: 1, maximum: 65535 }),
  tls: oneOf('tls', 'starttls'),
})
const { confidential: _told, ...provider } = providerFields
const { name: _key, ...rule } = PreferenceRule.properties

/**
 * All that is set of a body, as one file: what its administrators and the command line decide, and nothing that belongs to its people
 * or happened to it. What has a name of its own is kept under that name, so that two files differ where the settings do.
 */
export const Configuration = object({
  staffetta: object({ format: oneOf('configuration'), version: integer(), body: string() }),
  look: Look,
  /** A PNG or an SVG, as `data:`. */
  crest: nullable(
    string({ maxLength: 800_000, pattern: '^data:image/(png|svg\\+xml);base64,[A-Za-z0-9+/]+=*$' }),
  ),
  /** Those it says are its own; that they are is proved by the DNS, and not by a file. */
  domains: record(object({ shared: boolean() })),
  hosts: array(string({ minLength: 1, maxLength: 253 }), { maxItems: 50 }),
  endpoints: object({
    imap: optional(ServerEndpoint),
    smtp: optional(ServerEndpoint),
    sieve: optional(ServerEndpoint),
    dav: optional(ServerEndpoint),
    ldap: optional(ServerEndpoint),
  }),
  publicServers: object({
    imap: optional(PublicServer),
    smtp: optional(PublicServer),
    dav: optional(PublicServer),
  }),
  accounts: object({
    dav: optional(Account),
    smtp: optional(Account),
    ldap: optional(Account),
    test: optional(Account),
    master: optional(Account),
  }),
  identity: nullable(object({ ...provider, secret: nullable(KeptSecret) })),
  services: array(Service, { uniqueItems: true }),
  signIn: SignInRule,
  work: WorkRules,
  /** The book everybody looks people up in, on the DAV server or in LDAP. */
  directory: object({
    book: nullable(string({ maxLength: 1000 })),
    ldap: nullable(
      object({ base: string({ minLength: 1, maxLength: 500 }), filter: string({ maxLength: 500 }) }),
    ),
  }),
  preferences: record(object(rule)),
  notice: nullable(NoticeText),
  retention: object({
    mailLogDays: integer({ minimum: 0, maximum: mostMailLogDays }),
    agreement: nullable(MailLogAgreement),
  }),
  resources: record(object({ ...ResourceSettings.properties, zone: string() })),
  expectations: record(DomainExpectation),
})
export type Configuration = Static<typeof Configuration>
