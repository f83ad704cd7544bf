import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { spawnServer } from './child.ts'
import type { Person } from './dovecot.ts'
import { freePort, isListening, loopback, type PortChooser, until } from './ports.ts'
import { giveToRunner, privateFolder, shortFolder } from './unprivileged.ts'

export interface RadicaleOptions {
  /** `any`: whoever comes is let in, with any password. A list: these and no others. */
  users?: 'any' | Person[]
  /** Another server has found out who asks, and says so: it alone may reach this one. */
  behindGate?: boolean
  /** Keeps calendars and address books here; without it everything goes when the server stops. */
  dir?: string
  maxContentBytes?: number
  /** Those who may read and write whatever belongs to an address of one domain: the product's own accounts. */
  services?: ServicePerson[]
  choosePort?: PortChooser
}

export interface ServicePerson extends Person {
  domain: string
}

export interface Radicale {
  host: string
  port: number
  url: string
  setPeople: (people: Person[]) => void
  stop: () => Promise<void>
}

/** Starts a Radicale of its own (CalDAV and CardDAV) on a free port. */
export async function startRadicale(options: RadicaleOptions = {}): Promise<Radicale> {
  if (!existsSync('/usr/bin/radicale')) {
    throw new Error('Radicale is not installed. `npm test` and `npm run demo` install it.')
  }
  const services = options.services ?? []
  const run = shortFolder('ra', { inMemory: options.dir === undefined })
  const data = options.dir ? privateFolder(options.dir) : privateFolder(join(run, 'data'))
  const port = await (options.choosePort ?? freePort)('dav')
  const peoplePath = Array.isArray(options.users) ? join(data, 'people') : undefined
  const setPeople = (people: Person[]) => {
    if (!peoplePath) throw new Error('This Radicale lets anybody in.')
    const lines = [...people, ...services].map(
      ({ address, password }) => `${address.toLowerCase()}:${password}\n`,
    )
    writeFileSync(peoplePath, lines.join(''), { mode: 0o600 })
    giveToRunner(peoplePath)
  }
  if (Array.isArray(options.users)) setPeople(options.users)

  const auth = peoplePath
    ? `type = htpasswd\nhtpasswd_filename = ${peoplePath}\nhtpasswd_encryption = plain\ndelay = 0`
    : options.behindGate
      ? 'type = http_x_remote_user'
      : 'type = none'
  const limit = options.maxContentBytes ? `max_content_length = ${options.maxContentBytes}\n` : ''
  const rightsPath = join(run, 'rights')
  writeFileSync(rightsPath, rightsFor(services))
  giveToRunner(rightsPath)
  const rights = services.length === 0 ? 'type = owner_only' : `type = from_file\nfile = ${rightsPath}`
  const configPath = join(run, 'radicale.conf')
  writeFileSync(
    configPath,
    // It serves eight at a time if nobody says more, and lets five wait: others are not heard for seconds.
    `[server]\nhosts = ${loopback}:${port}\nmax_connections = 64\n${limit}[auth]\n${auth}\n[rights]\n${rights}\n` +
      `[storage]\nfilesystem_folder = ${join(data, 'collections')}\n[logging]\nlevel = warning\n[web]\ntype = none\n`,
  )
  giveToRunner(configPath)
  const server = spawnServer('/usr/bin/radicale', ['--config', configPath])
  await until(() => isListening(port), {
    withinMs: 20_000,
    gone: server.gone,
    failure: () => `Radicale did not start.\n${server.output()}`,
  })
  return {
    host: loopback,
    port,
    url: `http://${loopback}:${port}/`,
    setPeople,
    stop: async () => {
      await server.end()
      rmSync(run, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** Everybody their own, as `owner_only` has it, and the services their domain. The first section that fits decides. */
function rightsFor(services: ServicePerson[]): string {
  const escaped = (text: string) => text.replaceAll('.', '\\.')
  const section = (name: string, user: string, collection: string, permissions: string) =>
    `[${name}]\nuser: ${user}\ncollection: ${collection}\npermissions: ${permissions}\n`
  return [
    ...services.map(({ address, domain }, i) =>
      section(`service${i}`, escaped(address), `[^/]+@${escaped(domain)}(/[^/]+)?`, 'RWrw'),
    ),
    section('root', '.+', '', 'R'),
    section('principal', '.+', '{user}', 'RW'),
    section('collections', '.+', '{user}/[^/]+', 'rw'),
  ].join('')
}
