import { readFileSync } from 'node:fs'
import type { Service } from '@staffetta/contract'
import { offeredServices, services, switchService } from '../admin/services.ts'
import { endpointFlaw, putServer, removeServer } from '../admin/servers.ts'
import { dropServiceAccount, putServiceAccount } from '../admin/service-accounts.ts'
import type { Db } from '../db/open.ts'
import type { EndpointKind, ServiceKind, TlsMode } from '../db/schema/servers.ts'
import { addTenant, listTenants, setProvider, type Tenant } from '../db/tenants.ts'
import { AppError } from '../http/app-error.ts'
import { record, recorded, type Deed } from '../register/record.ts'
import { type Command, CommandError, known, remembered, serverKey, type Standing } from './command.ts'

const kinds: EndpointKind[] = ['imap', 'smtp', 'sieve', 'dav', 'ldap']
const serviceKinds: ServiceKind[] = ['dav', 'smtp', 'ldap', 'test']
const flaws = {
  'no-starttls': 'DAV has no STARTTLS: --tls tls, or none for a server on this machine.',
  'clear-text':
    'Without TLS passwords cross the network in clear text: --tls none is for this machine itself (127.0.0.1).',
}
const modes: TlsMode[] = ['tls', 'starttls', 'none']
export const tenantCommands: Record<string, Command> = {
  async add(standing, [slug], options) {
    if (slug === undefined || !/^[a-z0-9][a-z0-9-]{1,62}$/.test(slug)) {
      throw new CommandError(
        'A slug has 2 to 63 small letters, digits and hyphens: staffetta tenant add monteverde …',
        2,
      )
    }
    const name = options.name?.trim() ?? ''
    if (name === '') throw new CommandError('--name is missing: the body as its people know it.', 2)
    const domains = (options.domain ?? []).map((domain) => readDomain(domain, '--domain'))
    if (domains.length === 0)
      throw new CommandError('--domain is missing: the part of the addresses after @.', 2)
    const hosts = (options['mail-host'] ?? []).map((host) => readDomain(host, '--mail-host'))
    const hue = options.hue ?? null
    if (hue !== null && !/^#[0-9a-f]{6}$/i.test(hue))
      throw new CommandError('--hue is a colour like "#166f4d".', 2)
    const { db } = standing
    for (const tenant of await listTenants(db)) {
      if (tenant.slug === slug) throw new CommandError(`There is a tenant "${slug}" already: ${tenant.name}.`)
      const taken = tenant.claims.find(
        ({ domain, verified, shared }) =>
          verified && domains.includes(domain) && !(shared && options.shared === true),
      )
      if (taken !== undefined)
        throw new CommandError(
          `The domain ${taken.domain} belongs to "${tenant.slug}" (${tenant.name}). Where it is of both, both say --shared.`,
        )
      const takenHost = hosts.find((host) => tenant.hosts.includes(host))
      if (takenHost !== undefined)
        throw new CommandError(`The host ${takenHost} belongs to "${tenant.slug}" (${tenant.name}).`)
    }
    const added = {
      slug,
      name,
      hue,
      help: options['help-text'] ?? null,
      domains,
      hosts,
      shared: options.shared === true,
    }
    await db.transaction().execute(async (tx) => {
      const tenantId = await addTenant(tx, added)
      await record(tx, {
        act: 'tenant/added',
        actor: standing.actor,
        tenantId,
        subject: slug,
        details: added,
      })
    })
    return shown(await known(db, slug), `Added ${name}. Next: set its endpoints, then enable mail.`)
  },

  async list({ db }) {
    const tenants = await listTenants(db)
    const lines = tenants.map(
      (tenant) => `${tenant.slug.padEnd(24)} ${(tenant.services.join(',') || '-').padEnd(8)} ${tenant.name}`,
    )
    return { data: tenants.map(publicTenant), text: lines.join('\n') || 'No tenants yet.' }
  },

  async show({ db }, [slug]) {
    const tenant = await remembered(db, slug)
    return shown(tenant, describe(tenant))
  },

  async 'set-endpoint'(standing, [slug, kind], options) {
    const { db } = standing
    const tenant = await known(db, slug)
    const wanted = kinds.find((candidate) => candidate === kind)
    if (wanted === undefined) throw new CommandError(`Which endpoint? One of ${kinds.join(', ')}.`, 2)
    const tls = modes.find((mode) => mode === (options.tls ?? 'tls'))
    if (tls === undefined) throw new CommandError(`--tls is one of ${modes.join(', ')}.`, 2)
    const port = Number(options.port)
    if (!Number.isInteger(port) || port < 1 || port > 65535)
      throw new CommandError('--port is a number from 1 to 65535.', 2)
    if (options.host === undefined || !/^[A-Za-z0-9.:-]{1,253}$/.test(options.host)) {
      throw new CommandError('--host is a host name or an IP address.', 2)
    }
    const endpoint = { host: options.host, port, tls, verifyName: options['verify-name'] ?? null }
    const flaw = endpointFlaw(wanted, endpoint)
    if (flaw !== null) throw new CommandError(flaws[flaw], 2)
    await putServer(db, standing.actor, tenant, wanted, endpoint)
    const after = await known(db, slug)
    return shown(after, describe(after))
  },

  async 'remove-endpoint'({ db, actor }, [slug, kind]) {
    const tenant = await known(db, slug)
    const wanted = kinds.find((candidate) => candidate === kind && tenant.endpoints[candidate] !== undefined)
    if (wanted === undefined)
      throw new CommandError(`Which endpoint? One of ${Object.keys(tenant.endpoints).join(', ')}.`, 2)
    try {
      await removeServer(db, actor, tenant, wanted)
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'admin/server-in-use') throw error
      throw new CommandError(
        `What is on for ${tenant.name} needs it: ${String(error.details?.['services'])}. staffetta tenant disable …, first.`,
      )
    }
    return shown(await known(db, slug), `${tenant.name} has no ${wanted} endpoint any more.`)
  },

  async 'set-service'(standing, [slug, kind], options) {
    const { db, env } = standing
    const tenant = await known(db, slug)
    const wanted = readServiceKind(kind)
    const user = options.user?.trim() ?? ''
    if (user === '') throw new CommandError('--user is missing: the name the product signs in with.', 2)
    const key = serverKey(env)
    const password = readPassword(options['password-file'])
    await putServiceAccount(db, standing.actor, tenant, { key, kind: wanted, user, password })
    const after = await known(db, slug)
    return shown(after, `${tenant.name}: ${user} on ${wanted}.`)
  },

  async 'remove-service'(standing, [slug, kind]) {
    const { db } = standing
    const tenant = await known(db, slug)
    const wanted = readServiceKind(kind)
    await dropServiceAccount(db, standing.actor, tenant, wanted)
    return shown(
      await known(db, slug),
      `${tenant.name} has no account of its own on ${wanted} any more. What was shared through it is not seen; nothing was deleted.`,
    )
  },

  async 'set-provider'(standing, [slug]) {
    const { db } = standing
    const tenant = await known(db, slug)
    await did(standing, tenant, { act: 'tenant/provider-set', details: { after: tenant.slug } }, (tx) =>
      setProvider(tx, tenant.id),
    )
    return shown(await known(db, slug), `${tenant.name} is whom the others ask to be served.`)
  },

  async 'remove-provider'(standing, [slug]) {
    const { db } = standing
    const tenant = await known(db, slug)
    if (!tenant.isProvider) throw new CommandError(`${tenant.name} is not the provider.`)
    await did(standing, tenant, { act: 'tenant/provider-set', details: { after: null } }, (tx) =>
      setProvider(tx, null),
    )
    return shown(await known(db, slug), `${tenant.name} is not the provider any more. Nobody can ask now.`)
  },

  async enable({ db, actor }, [slug, word]) {
    const tenant = await known(db, slug)
    const service = readService(word)
    const [missing] = offeredServices(tenant).find((one) => one.service === service)!.obstacles
    if (missing === 'state')
      throw new CommandError(`${tenant.name} is ${tenant.state}: nothing is served yet.`)
    if (missing !== undefined)
      throw new CommandError(
        `${tenant.name} has no ${missing} endpoint yet: staffetta tenant set-endpoint ${tenant.slug} ${missing} …`,
      )
    await switchService(db, actor, tenant, { service, on: true })
    return shown(await known(db, slug), `${service} is on for ${tenant.name}.`)
  },

  async disable({ db, actor }, [slug, word]) {
    const tenant = await known(db, slug)
    const service = readService(word)
    await switchService(db, actor, tenant, { service, on: false })
    return shown(
      await known(db, slug),
      `${service} is off for ${tenant.name}. Delivery and other mail programs go on.`,
    )
  },
}

/** Changes a tenant and writes it into the register. */
async function did(
  { db, actor }: Standing,
  tenant: Tenant,
  deed: Omit<Deed, 'actor' | 'tenantId'>,
  change: (tx: Db) => Promise<void>,
): Promise<void> {
  await recorded(db, { ...deed, actor, tenantId: tenant.id }, change)
}

function readService(word: string | undefined): Service {
  const service = services.find((one) => one === word)
  if (service === undefined) throw new CommandError(`Which service? One of ${services.join(', ')}.`, 2)
  return service
}

function readServiceKind(kind: string | undefined): ServiceKind {
  const wanted = serviceKinds.find((candidate) => candidate === kind)
  if (wanted === undefined) throw new CommandError(`Which server? One of ${serviceKinds.join(', ')}.`, 2)
  return wanted
}

/** Never on the command line: every user of the machine reads those. */
export function readPassword(path: string | undefined): string {
  if (path === undefined)
    throw new CommandError('--password-file is missing: a file that holds the password, or - to type it.', 2)
  let text: string
  try {
    text = readFileSync(path === '-' ? 0 : path, 'utf8')
  } catch (error) {
    throw new CommandError(`The password could not be read from ${path}: ${(error as Error).message}`)
  }
  const [password = ''] = text.split(/\r?\n/, 1)
  if (password === '') throw new CommandError('The password is empty.', 2)
  return password
}

export function readDomain(value: string, option: string): string {
  const domain = value.trim().toLowerCase()
  if (
    !/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(domain) ||
    domain.length > 253
  ) {
    throw new CommandError(`${option} "${value}" is not a domain name.`, 2)
  }
  return domain
}

function publicTenant(tenant: Tenant) {
  const { identity } = tenant
  const serviceAccounts = Object.fromEntries(
    Object.entries(tenant.serviceAccounts).map(([kind, { user }]) => [kind, user]),
  )
  return {
    slug: tenant.slug,
    name: tenant.name,
    state: tenant.state,
    stateReason: tenant.stateReason,
    claims: tenant.claims,
    hue: tenant.hue,
    help: tenant.help,
    services: tenant.services,
    domains: tenant.domains,
    hosts: tenant.hosts,
    endpoints: tenant.endpoints,
    serviceAccounts,
    patron: tenant.patron,
    workRules: tenant.workRules,
    directory: tenant.directory,
    ldap: tenant.ldap,
    identity: identity && {
      ...identity,
      sealedSecret: undefined,
      confidential: identity.sealedSecret !== null,
    },
    isProvider: tenant.isProvider,
  }
}

export function shown(tenant: Tenant, text: string) {
  return { data: publicTenant(tenant), text }
}

function describe(tenant: Tenant): string {
  const endpoints = kinds.map((kind) => {
    const endpoint = tenant.endpoints[kind]
    const service = kind === 'dav' || kind === 'smtp' ? tenant.serviceAccounts[kind] : undefined
    const own = service === undefined ? '' : `, as ${service.user} for the product itself`
    return `  ${kind.padEnd(6)} ${endpoint === undefined ? '-' : `${endpoint.host}:${endpoint.port} ${endpoint.tls}${endpoint.verifyName === null ? '' : ` (${endpoint.verifyName})`}`}${own}`
  })
  return [
    `${tenant.name} (${tenant.slug})`,
    `  state    ${tenant.state}${tenant.stateReason === '' ? '' : `: ${tenant.stateReason}`}`,
    `  domains  ${tenant.claims.map(claimed).join(', ')}`,
    `  hosts    ${tenant.hosts.join(', ') || '-'}`,
    `  enabled  ${tenant.switched.join(', ') || '-'}`,
    ...endpoints,
    `  sign-in  ${tenant.identity === null ? 'password' : `${tenant.identity.issuer} as ${tenant.identity.clientId}, servers by ${tenant.identity.servers}${tenant.identity.passwords ? ', or password' : ''}`}`,
    `  directory  ${tenant.ldap === null ? (tenant.directory ?? '-') : `${tenant.ldap.base} ${tenant.ldap.filter}`}`,
  ].join('\n')
}

function claimed({ domain, verified }: Tenant['claims'][number]): string {
  return verified ? domain : `${domain} (says so)`
}
