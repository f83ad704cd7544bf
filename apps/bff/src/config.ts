import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface Config {
  host: string
  port: number
  databaseUrl: string
  /** Server half of every sealed credential; 32 bytes. */
  key: Buffer
  webRoot: string
  /** Where browsers reach the product; decides Origin checks. */
  publicUrl: URL | null
  /** Where the source code of what runs here is offered, as AGPL-3.0 §13 asks for. */
  sourceUrl: URL | null
  /** Networks (CIDR) remote images may come from besides public addresses: a province's own web servers. */
  imageNetworks: string[]
  /** The same for calendars people subscribe to by an address. */
  calendarNetworks: string[]
  /** The same for the servers of tenants, which the checks speak to on an administrator's word. */
  serverNetworks: string[]
  /** DNS servers (`host:port`) the checks ask; those of the machine where there are none. */
  dnsServers: string[]
  /** The same for identity providers of bodies, which may stand in their own network. */
  identityNetworks: string[]
  /** Addresses of reverse proxies whose X-Forwarded-For is believed. */
  trustedProxies: string[]
  logLevel: string
  /** Who has it may read the metrics; null: nobody. */
  metricsToken: string | null
  idleSeconds: number
  sharedIdleSeconds: number
  absoluteSeconds: number
  /** Of the IMAP connections one tenant may hold on this node. */
  connectionsPerTenant: number
  messageBytes: number
  /** How often a DAV server is asked for news of the calendars somebody looks at. */
  calendarBeatSeconds: number
  /** How often a directory in LDAP is read anew while somebody looks at it. */
  ldapSeconds: number
  /** How often somebody may be due a reminder or the day's agenda by mail. */
  calendarMailSeconds: number
  /** How long what the command line sets for a tenant may take to be seen by a node. */
  tenantsMs: number
  /** How long the register of what administrators do is kept; six at least. */
  registerMonths: number
  /** How often it is looked whether a body's checks are a week old; 0: they run only when somebody asks. */
  checksSeconds: number
  /** How often it is looked whether the services of all bodies work; 0: never, and nobody knows. */
  statusSeconds: number
}

type Environment = Record<string, string | undefined>

/** Reads the environment once; throws one error that lists everything wrong, in words an operator can act on. */
export function readConfig(env: Environment): Config {
  const wrong: string[] = []
  const whole = (name: string, fallback: number, least: number) => {
    const value = env[name] === undefined ? fallback : Number(env[name])
    if (!Number.isInteger(value) || value < least)
      wrong.push(`${name} must be a whole number of at least ${least}, not "${env[name]}".`)
    return value
  }
  const list = (name: string) => (env[name] ?? '').split(/[\s,]+/).filter((word) => word !== '')

  const key = Buffer.from(env['STAFFETTA_KEY'] ?? '', 'base64')
  if (key.length !== 32)
    wrong.push('STAFFETTA_KEY must be 32 random bytes in base64: openssl rand -base64 32')
  const databaseUrl = env['DATABASE_URL'] ?? ''
  if (databaseUrl === '')
    wrong.push('DATABASE_URL must name a PostgreSQL database: postgresql://user@host/database')
  const url = (name: string) => {
    const value = env[name]
    const parsed = value === undefined ? null : parseUrl(value)
    if (value !== undefined && !/^https?:$/.test(parsed?.protocol ?? ''))
      wrong.push(`${name} must be a web address.`)
    return parsed
  }

  const metricsToken = env['STAFFETTA_METRICS_TOKEN']
  if (metricsToken !== undefined && metricsToken.length < 16)
    wrong.push('STAFFETTA_METRICS_TOKEN must have 16 characters at least.')

  const config: Config = {
    host: env['HOST'] ?? '127.0.0.1',
    port: whole('PORT', 8080, 0),
    databaseUrl,
    key,
    webRoot: resolve(env['STAFFETTA_WEB_ROOT'] ?? fileURLToPath(new URL('../../web/dist', import.meta.url))),
    publicUrl: url('STAFFETTA_PUBLIC_URL'),
    sourceUrl: url('STAFFETTA_SOURCE_URL'),
    imageNetworks: list('STAFFETTA_IMAGE_NETWORKS'),
    calendarNetworks: list('STAFFETTA_CALENDAR_NETWORKS'),
    serverNetworks: list('STAFFETTA_SERVER_NETWORKS'),
    dnsServers: list('STAFFETTA_DNS'),
    identityNetworks: list('STAFFETTA_IDENTITY_NETWORKS'),
    trustedProxies: list('STAFFETTA_TRUSTED_PROXIES'),
    logLevel: env['LOG_LEVEL'] ?? 'info',
    metricsToken: metricsToken ?? null,
    idleSeconds: whole('STAFFETTA_IDLE_SECONDS', 3600, 60),
    sharedIdleSeconds: whole('STAFFETTA_SHARED_IDLE_SECONDS', 900, 60),
    absoluteSeconds: whole('STAFFETTA_ABSOLUTE_SECONDS', 12 * 3600, 300),
    connectionsPerTenant: whole('STAFFETTA_CONNECTIONS_PER_TENANT', 2000, 2),
    messageBytes: whole('STAFFETTA_MESSAGE_BYTES', 50_000_000, 100_000),
    ldapSeconds: whole('STAFFETTA_LDAP_SECONDS', 300, 1),
    calendarBeatSeconds: whole('STAFFETTA_CALENDAR_BEAT_SECONDS', 20, 1),
    calendarMailSeconds: whole('STAFFETTA_CALENDAR_MAIL_SECONDS', 60, 1),
    checksSeconds: whole('STAFFETTA_CHECKS_SECONDS', 600, 0),
    statusSeconds: whole('STAFFETTA_STATUS_SECONDS', 300, 0),
    tenantsMs: whole('STAFFETTA_TENANTS_MS', 2000, 0),
    registerMonths: whole('STAFFETTA_REGISTER_MONTHS', 12, 6),
  }
  for (const server of config.dnsServers)
    if (!/^(\d{1,3}(\.\d{1,3}){3}|\[[0-9a-f:]+\])(:\d{1,5})?$/i.test(server))
      wrong.push(`STAFFETTA_DNS must name addresses like 192.0.2.53 or 192.0.2.53:5353, not "${server}".`)
  if (wrong.length > 0) throw new ConfigError(wrong)
  return config
}

export class ConfigError extends Error {
  override readonly name = 'ConfigError'

  constructor(wrong: string[]) {
    super(wrong.map((line) => `- ${line}`).join('\n'))
  }
}

/** URL.parse came with Node 22. */
function parseUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null
}
