import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeCertificates } from './certificates.ts'
import { runAsRunner, spawnServer } from './child.ts'
import { dovecot23, type DovecotLayout, oauth23 } from './dovecot-config.ts'
import { dovecot24 } from './dovecot24-config.ts'
import { freePort, greets, loopback, type PortChooser, until } from './ports.ts'
import { giveToRunner, privateFolder, runner, shortFolder } from './unprivileged.ts'

/** Somebody who may sign in. */
export interface Person {
  address: string
  password: string
  name?: string
  quotaMb?: number
}

export interface DovecotOptions {
  /** `any`: every name is a new user with the password `password`. A list: these and no others. */
  users?: 'any' | Person[]
  /** Keeps mail here; without it everything goes when the server stops. */
  dir?: string
  /** Where Sieve sends automatic replies and forwarded mail. */
  relayPort?: number
  choosePort?: PortChooser
  quotaMb?: number
  durable?: boolean
  /** An identity provider's answer to whose token somebody brings. */
  userinfoUrl?: string
  /** Somebody who may sign in for anybody, as `person*name`. */
  master?: { user: string; password: string }
  /** Full-text search; on unless the machine has no fts-xapian. Indexing many messages takes minutes of CPU. */
  fts?: boolean
}

export interface Dovecot {
  host: string
  imapPort: number
  imapsPort: number
  lmtpPort: number
  sievePort: number
  /** The authority that signed the server's certificate (for localhost and 127.0.0.1). */
  caPath: string
  ca: string
  certPath: string
  keyPath: string
  /** The folder of a user: `Maildir` with its mail, `sieve` with the scripts. */
  home: (user: string) => string
  doveadm: (...args: string[]) => Promise<string>
  setPeople: (people: Person[]) => void
  log: () => string
  stop: () => Promise<void>
}

const dovecotPath = '/usr/sbin/dovecot'

/** Starts a Dovecot of its own on free ports: IMAP (plain with STARTTLS, and TLS), LMTP, ManageSieve; quota, ACL, full-text search. */
export async function startDovecot(options: DovecotOptions = {}): Promise<Dovecot> {
  if (!existsSync(dovecotPath))
    throw new Error('Dovecot is not installed. `npm test` and `npm run demo` install it.')
  const version = installedVersion()
  const run = shortFolder('dc')
  const data = options.dir ? privateFolder(options.dir) : privateFolder(join(run, 'data'))
  privateFolder(join(data, 'home'))
  privateFolder(join(data, 'state'))
  const peoplePath = Array.isArray(options.users) ? join(data, 'people') : undefined
  const setPeople = (people: Person[]) => {
    if (!peoplePath) throw new Error('This Dovecot lets anybody in.')
    writeFileSync(peoplePath, people.map((person) => passwdLine(person, version)).join(''), { mode: 0o600 })
    giveToRunner(peoplePath)
  }
  if (Array.isArray(options.users)) setPeople(options.users)

  const mastersPath = options.master ? join(data, 'masters') : undefined
  if (options.master && mastersPath) {
    writeFileSync(mastersPath, `${options.master.user}:{PLAIN}${options.master.password}\n`, { mode: 0o600 })
    giveToRunner(mastersPath)
  }
  if (options.userinfoUrl) {
    writeFileSync(join(data, 'oauth2.conf'), oauth23(options.userinfoUrl))
    giveToRunner(join(data, 'oauth2.conf'))
  }
  const certificates = existingCertificates(data) ?? makeCertificates(data)
  const choosePort = options.choosePort ?? freePort
  const ports = {
    imap: await choosePort('imap'),
    imaps: await choosePort('imaps'),
    lmtp: await choosePort('lmtp'),
    sieve: await choosePort('sieve'),
  }
  const layout: DovecotLayout = {
    data,
    run: privateFolder(join(run, 's')),
    ports,
    peoplePath,
    runner: runner(),
    certPath: certificates.certPath,
    keyPath: certificates.keyPath,
    relayPort: options.relayPort,
    fts: options.fts ?? hasFullText(),
    quotaMb: options.quotaMb ?? 2048,
    userinfoUrl: options.userinfoUrl,
    mastersPath,
    durable: options.durable ?? false,
  }
  const configPath = join(run, 'dovecot.conf')
  writeFileSync(configPath, version >= '2.4' ? dovecot24(layout, version) : dovecot23(layout))
  giveToRunner(configPath)

  const log = () =>
    existsSync(join(data, 'dovecot.log')) ? readFileSync(join(data, 'dovecot.log'), 'utf8') : ''
  const server = spawnServer(dovecotPath, ['-F', '-c', configPath])
  await until(async () => (await greets(ports.imap)) && (await greets(ports.lmtp)) && greets(ports.sieve), {
    withinMs: 15_000,
    gone: server.gone,
    failure: () => `Dovecot did not start.\n${server.output()}\n${log().slice(-4000)}`,
  })

  return {
    host: loopback,
    imapPort: ports.imap,
    imapsPort: ports.imaps,
    lmtpPort: ports.lmtp,
    sievePort: ports.sieve,
    ...certificates,
    log,
    setPeople,
    home: (user) => join(data, 'home', user.toLowerCase()),
    doveadm: (...args) => runAsRunner('/usr/bin/doveadm', ['-c', configPath, ...args]),
    stop: async () => {
      await server.end()
      rmSync(run, {
        recursive: true,
        force: true,
        maxRetries: 5,
      })
    },
  }
}

/** `2.3.19` of "2.3.19.1 (9b53102964)": its configuration language changed with 2.4. */
function installedVersion(): string {
  const text = execFileSync(dovecotPath, ['--version'], { encoding: 'utf8' })
  const version = /^\d+\.\d+\.\d+/.exec(text)?.[0]
  if (!version) throw new Error(`What version of Dovecot is "${text.trim()}"?`)
  return version
}

function hasFullText(): boolean {
  return existsSync('/usr/lib/dovecot/modules/lib21_fts_xapian_plugin.so')
}

function passwdLine({ address, password, quotaMb }: Person, version: string): string {
  const quota = version >= '2.4' ? `quota_storage_size=${quotaMb}M` : `quota_rule=*:storage=${quotaMb}M`
  return `${address.toLowerCase()}:{PLAIN}${password}::::::${quotaMb ? `userdb_${quota}` : ''}\n`
}

function existingCertificates(data: string) {
  const caPath = join(data, 'ca.pem')
  if (!existsSync(caPath)) return undefined
  const ca = readFileSync(caPath, 'utf8')
  return { caPath, ca, certPath: join(data, 'server.pem'), keyPath: join(data, 'server.key') }
}
