import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Product, startProduct } from './product.ts'
import { addResources, seedBookings } from './seed/bookings.ts'
import { directoryPath, seedBooks } from './seed/books.ts'
import { seedCalendars } from './seed/calendars.ts'
import { demoDkimRecord, expectOfDomains, publishDomains } from './seed/domains.ts'
import { seedMail } from './seed/mail.ts'
import { askForService } from './seed/request.ts'
import {
  demoPassword,
  demoPeople,
  type DemoPerson,
  demoServices,
  demoTesters,
  type DemoTenant,
  demoTenants,
} from './seed/organisations.ts'
import { type DnsServer, startDns } from './servers/dns.ts'
import { type Dovecot, startDovecot } from './servers/dovecot.ts'
import { startDavGate } from './servers/dav-gate.ts'
import { type FaultProxy, startFaultProxy } from './servers/fault-proxy.ts'
import { type Oidc, startOidc } from './servers/oidc.ts'
import { freePort, loopback, rememberedPorts } from './servers/ports.ts'
import { type Postgres, startPostgres } from './servers/postgres.ts'
import { type Radicale, startRadicale } from './servers/radicale.ts'
import { startSubmission, type Submission } from './servers/submission.ts'
import { giveToRunner, privateFolder, shortFolder } from './servers/unprivileged.ts'

export interface StackOptions {
  /** Keeps everything here for the next start; without it all goes when the stack stops. */
  dataDir?: string
  /** The port of the product; a free one when not given. */
  port?: number
  /** `demo`: municipalities, people, their mail, calendars and address books. `empty`: the municipalities, without a message. */
  seed: 'demo' | 'empty'
  /** `any` (the default without a data folder): every name of an enabled domain can sign in, with `password`. */
  users?: 'any' | 'people'
  /** Messages of the large folder in the demo. */
  archiveCount?: number
  /** Full-text search in mail; where the machine can, unless told. */
  fullText?: boolean
  /** Of the tokens of the identity provider. */
  accessTokenSeconds?: number
  /** Lets tests break the lines between the product and IMAP and SMTP. */
  faults?: boolean
  /** What the address in the browser is, when another server stands before the product. */
  publicUrl?: string
  /** The BFF starts again whenever its built files change. */
  watch?: boolean
  /** Server processes of the product; more than one stand behind a proxy that asks them in turn. */
  nodes?: number
  /** More settings for the BFF. */
  env?: Record<string, string>
  onProgress?: (what: string) => void
}

export interface Stack {
  url: string
  port: number
  people: DemoPerson[]
  tenants: DemoTenant[]
  databaseUrl: string
  postgres: Postgres
  dovecot: Dovecot
  submission: Submission
  radicale: Radicale
  /** What the checks of a body ask. */
  dns: DnsServer
  /** Where people of Borgo Metauro may prove who they are. */
  oidc: Oidc
  product: Product
  /** Runs `staffetta …` on the stack's database. */
  staffetta: Product['staffetta']
  /** Only with `faults: true`. */
  faults: { imap: FaultProxy; smtp: FaultProxy } | undefined
  /** True when this start put the mail there. */
  seeded: boolean
  stop: () => Promise<void>
}

const seedVersion = '2'
const calendarsVersion = '1'
const bookingsVersion = '1'
const booksVersion = '1'
const requestVersion = '1'

/** Starts the whole product on loopback: PostgreSQL, Dovecot, submission, Radicale, the built BFF and web; makes the tenants and seeds mail. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const say = options.onProgress ?? (() => {})
  const dataDir = options.dataDir ? privateFolder(options.dataDir) : shortFolder('stack')
  const kept = options.dataDir !== undefined
  const closers: (() => Promise<void> | void)[] = []
  const stop = async () => {
    for (const close of closers.splice(0).toReversed()) await close()
    if (!kept) rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
  }
  const opened = async <T extends { stop: () => Promise<void> }>(starting: Promise<T>): Promise<T> => {
    const server = await starting
    closers.push(server.stop)
    return server
  }
  try {
    return await open()
  } catch (error) {
    await stop()
    throw error
  }

  async function open(): Promise<Stack> {
    const choosePort = kept ? rememberedPorts(join(dataDir, 'ports.json')) : freePort
    const anybody = (options.users ?? (kept ? 'people' : 'any')) === 'any'
    const users = anybody ? 'any' : [...demoPeople, ...demoServices, ...demoTesters]
    const at = (name: string) => join(dataDir, name)
    const mark = at(`seeded-${options.seed}-${seedVersion}`)
    const seeding = !existsSync(mark)
    // Left by a seeding that was interrupted, or by an older one: it would come twice.
    if (seeding && existsSync(at('mail'))) {
      say('Removing mail that was not completely written')
      rmSync(at('mail'), { recursive: true })
    }
    const relayPort = await choosePort('relay')
    say('Starting PostgreSQL, Dovecot, Radicale, the submission server and the identity provider')
    const port = options.port ?? (await freePort())
    const oidc = await opened(
      startOidc({
        products: [options.publicUrl ?? `http://localhost:${port}`],
        choosePort,
        ...(options.accessTokenSeconds !== undefined && { accessTokenSeconds: options.accessTokenSeconds }),
      }),
    )
    const { userinfoUrl } = oidc
    const [postgres, dovecot, radicale] = await allOrNone([
      opened(startPostgres(kept ? { dir: at('postgres') } : {})),
      opened(
        startDovecot({
          users,
          choosePort,
          relayPort,
          userinfoUrl,
          dir: at('mail'),
          durable: kept,
          ...(options.fullText !== undefined && { fts: options.fullText }),
        }),
      ),
      opened(
        startRadicale({
          users: anybody ? 'any' : [...demoPeople, ...demoTesters],
          services: demoServices,
          choosePort,
          dir: at('dav'),
        }),
      ),
    ])
    const domains = demoTenants.map(({ domain }) => domain)
    const submission = await opened(
      startSubmission(dovecot, { domains, choosePort, relayPort, tokens: true }),
    )
    // Radicale knows no tokens: whom the gate lets through it introduces with the password everybody has here.
    const gate = await opened(
      startDavGate({
        behind: radicale,
        dovecot,
        userinfoUrl,
        choosePort,
        introduce: (who) => ({
          authorization: `Basic ${Buffer.from(`${who}:${demoPassword}`).toString('base64')}`,
        }),
      }),
    )
    const faults = options.faults
      ? {
          imap: await opened(startFaultProxy({ port: dovecot.imapPort })),
          smtp: await opened(startFaultProxy({ port: submission.port })),
        }
      : undefined

    if (seeding && options.seed === 'demo') {
      await seedMail(dovecot, { archiveCount: options.archiveCount ?? 20_000, onProgress: say })
    }
    const calendarsMark = at(`calendars-${options.seed}-${calendarsVersion}`)
    if (options.seed === 'demo' && !existsSync(calendarsMark)) {
      await seedCalendars(radicale, { onProgress: say })
      writeFileSync(calendarsMark, '')
      giveToRunner(calendarsMark)
    }

    const dns = await opened(startDns({ choosePort }))

    say('Starting Staffetta')
    const product = await opened(
      startProduct({
        dataDir,
        port,
        databaseUrl: postgres.url,
        caPath: dovecot.caPath,
        ...(options.watch ? { watch: true } : {}),
        ...(options.nodes ? { nodes: options.nodes } : {}),
        ...(options.publicUrl ? { publicUrl: options.publicUrl } : {}),
        env: {
          STAFFETTA_DNS: dns.address,
          STAFFETTA_IDENTITY_NETWORKS: `${loopback}/32`,
          STAFFETTA_SERVER_NETWORKS: `${loopback}/32`,
          // Before the records are there nothing is to be looked at; who wants to know asks.
          STAFFETTA_CHECKS_SECONDS: kept ? '600' : '0',
          // A journey breaks lines to servers, and nobody else's sign-in page speaks of it.
          STAFFETTA_STATUS_SECONDS: kept ? '300' : '0',
          ...options.env,
        },
      }),
    )
    await setUpTenants(
      product.staffetta,
      {
        imap: faults?.imap.port ?? dovecot.imapPort,
        smtp: faults?.smtp.port ?? submission.port,
        sieve: dovecot.sievePort,
        dav: radicale.port,
        davGate: gate.port,
      },
      { password: at('service-password'), secret: at('client-secret') },
      oidc,
    )
    if (options.seed === 'demo') await setUpChecks({ dns, staffetta: product.staffetta, at })
    const booksMark = at(`books-${options.seed}-${booksVersion}`)
    if (options.seed === 'demo' && !existsSync(booksMark)) {
      await seedBooks(radicale, { onProgress: say })
      await product.staffetta('tenant', 'set-directory', demoTenants[0]!.slug, directoryPath)
      writeFileSync(booksMark, '')
      giveToRunner(booksMark)
    }
    const bookingsMark = at(`bookings-${options.seed}-${bookingsVersion}`)
    if (options.seed === 'demo' && !existsSync(bookingsMark)) {
      say('Booking rooms and cars')
      await addResources(product.staffetta)
      await seedBookings(`http://${loopback}:${port}`)
      writeFileSync(bookingsMark, '')
      giveToRunner(bookingsMark)
    }
    const requestMark = at(`request-${options.seed}-${requestVersion}`)
    if (options.seed === 'demo' && !existsSync(requestMark)) {
      await askForService(`http://${loopback}:${port}`)
      writeFileSync(requestMark, '')
      giveToRunner(requestMark)
    }
    if (options.seed === 'demo' && kept && seeding) await namePublicServers(product.staffetta)
    if (seeding) {
      writeFileSync(mark, '')
      giveToRunner(mark)
    }
    return {
      url: product.url,
      port,
      people: demoPeople,
      tenants: demoTenants,
      databaseUrl: postgres.url,
      postgres,
      dovecot,
      submission,
      radicale,
      dns,
      oidc,
      product,
      staffetta: product.staffetta,
      faults,
      seeded: seeding,
      stop,
    }
  }
}

/** Where telephones would find the servers, were they not on loopback: what is shown of it in the settings. */
async function namePublicServers(staffetta: Product['staffetta']): Promise<void> {
  const { slug, domain } = demoTenants[0]!
  for (const kind of ['imap', 'smtp', 'dav'])
    await staffetta('tenant', 'set-public', slug, kind, '--host', `${kind}.${domain}`)
}

/** Waits for all, also when one fails, so that what did start can be stopped. */
async function allOrNone<T extends unknown[]>(starting: { [K in keyof T]: Promise<T[K]> }): Promise<T> {
  const results = await Promise.allSettled(starting)
  for (const result of results) if (result.status === 'rejected') throw result.reason
  return results.map((result) => (result as PromiseFulfilledResult<unknown>).value) as T
}

type Endpoints = Record<'imap' | 'smtp' | 'sieve' | 'dav' | 'davGate', number>

interface ListedTenant {
  slug: string
}

/** Through the command line, as an administrator does it; a second run only corrects ports that moved. */
async function setUpTenants(
  staffetta: Product['staffetta'],
  { davGate, ...endpoints }: Endpoints,
  files: { password: string; secret: string },
  { issuer, clientId, clientSecret }: Oidc,
): Promise<void> {
  for (const [path, secret] of [
    [files.password, demoPassword],
    [files.secret, clientSecret],
  ] as const) {
    writeFileSync(path, secret, { mode: 0o600 })
    giveToRunner(path)
  }
  const listed = JSON.parse(await staffetta('tenant', 'list', '--json')) as ListedTenant[]
  const known = new Set(listed.map(({ slug }) => slug))
  await Promise.all(
    demoTenants
      .filter(({ enabled }) => enabled)
      .map(async ({ slug, name, domain, hue, patron, help, provider, identity }) => {
        const isNew = !known.has(slug)
        if (isNew) {
          const colour = hue ? ['--hue', hue] : []
          const more = [...colour, ...(help ? ['--help-text', help] : [])]
          await staffetta('tenant', 'add', slug, '--name', name, '--domain', domain, ...more)
          if (provider) await staffetta('tenant', 'set-provider', slug)
          if (patron !== undefined) await staffetta('tenant', 'set-patron', slug, ...patron)
        }
        const shown = isNew ? '' : await staffetta('tenant', 'show', slug, '--json')
        const own = { ...endpoints, ...(identity && { dav: davGate }) }
        for (const [service, port] of Object.entries(own)) {
          if (shown.replace(/\s/g, '').includes(`"port":${port},`)) continue
          const where = ['--host', loopback, '--port', String(port), '--tls', 'none']
          await staffetta('tenant', 'set-endpoint', slug, service, ...where)
        }
        for (const { address } of demoServices.filter((one) => one.domain === domain)) {
          if (shown.includes(address)) continue
          const as = ['--user', address, '--password-file', files.password]
          for (const kind of ['dav', 'smtp']) await staffetta('tenant', 'set-service', slug, kind, ...as)
        }
        for (const service of ['mail', 'calendar', 'contacts'])
          if (!shown.includes(`"${service}"`)) await staffetta('tenant', 'enable', slug, service)
        if (identity && !shown.includes(issuer)) {
          const client = ['--issuer', issuer, '--client-id', clientId, '--secret-file', files.secret]
          await staffetta('tenant', 'set-oidc', slug, ...client, '--keep-passwords')
        }
      }),
  )
}

const checksVersion = '1'

/** The records are in memory: they are published at each start. What is expected of them is kept. */
async function setUpChecks({
  dns,
  staffetta,
  at,
}: {
  dns: DnsServer
  staffetta: Product['staffetta']
  at: (name: string) => string
}): Promise<void> {
  const mark = at(`checks-${checksVersion}`)
  if (!existsSync(mark)) {
    const keyPath = at('dkim-record')
    writeFileSync(keyPath, demoDkimRecord)
    giveToRunner(keyPath)
    await expectOfDomains(staffetta, keyPath)
    await Promise.all(
      demoTesters.map(({ address }) => {
        const { slug } = demoTenants.find(({ domain }) => address.endsWith(`@${domain}`))!
        const own = ['--user', address, '--password-file', at('service-password')]
        return staffetta('tenant', 'set-service', slug, 'test', ...own)
      }),
    )
    writeFileSync(mark, '')
    giveToRunner(mark)
  }
  await publishDomains(dns, staffetta)
}
