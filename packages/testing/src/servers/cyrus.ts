import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { spawnServer } from './child.ts'
import { cyrusBinaries } from './cyrus-binaries.ts'
import { freePort, greets, isListening, loopback, until } from './ports.ts'
import { giveToRunner, privateFolder, runner, shortFolder } from './unprivileged.ts'

/** Whose addresses are people here; everybody else is a stranger, to whom an invitation goes by mail. */
const localDomains = ['monteverde.example', 'borgometauro.example', 'cyrus.example', 'localhost']

export interface CyrusOptions {
  /** Keeps everything in shared memory: five times quicker to write, for tests with little mail. */
  inMemory?: boolean
}

export interface Cyrus {
  host: string
  imapPort: number
  lmtpPort: number
  sievePort: number
  /** CalDAV and CardDAV; a user exists there after the first IMAP login. */
  davPort: number
  davUrl: string
  /** Signs in over IMAP and out again, which makes the user's mailboxes; before that DAV answers 500. */
  makeUser: (user: string, options?: { quotaKb?: number }) => Promise<void>
  stop: () => Promise<void>
}

/** Starts a Cyrus of its own: IMAP, LMTP, ManageSieve, CalDAV and CardDAV. Every name is a new user with the password `password`. */
export async function startCyrus(options: CyrusOptions = {}): Promise<Cyrus> {
  const { bin, env } = await cyrusBinaries()
  const run = shortFolder('cy', options)
  const at = (name: string) => join(run, name)
  for (const name of ['conf', 'spool', 'sieve', 'run', 'tmp']) privateFolder(at(name))
  for (const name of ['proc', 'lock', 'socket', 'db', 'log', 'ptclient', 'quota', 'user', 'msg']) {
    mkdirSync(at(`conf/${name}`), { mode: 0o700 })
    giveToRunner(at(`conf/${name}`))
  }
  const ports = {
    imap: await freePort(),
    lmtp: await freePort(),
    sieve: await freePort(),
    dav: await freePort(),
  }
  writeFileSync(at('imapd.conf'), imapdConf(run))
  writeFileSync(at('cyrus.conf'), cyrusConf(bin, at('imapd.conf'), ports))
  for (const name of ['imapd.conf', 'cyrus.conf']) giveToRunner(at(name))
  const passwords = await openPasswordCheck(at('run/mux'))

  const master = spawnServer(
    join(bin, 'master'),
    ['-D', '-C', at('imapd.conf'), '-M', at('cyrus.conf'), '-p', at('run/master.pid')],
    { env: { ...env, CYRUS_VERBOSE: '0' }, cwd: run },
  )
  const stop = async () => {
    await master.end()
    await new Promise<void>((resolve) => passwords.close(() => resolve()))
    rmSync(run, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    await until(
      async () => (await greets(ports.imap)) && (await greets(ports.lmtp)) && isListening(ports.dav),
      {
        withinMs: 20_000,
        gone: master.gone,
        failure: () => `Cyrus did not start.\n${master.output()}`,
      },
    )
  } catch (error) {
    await stop()
    throw error
  }
  return {
    host: loopback,
    imapPort: ports.imap,
    lmtpPort: ports.lmtp,
    sievePort: ports.sieve,
    davPort: ports.dav,
    davUrl: `http://${loopback}:${ports.dav}/`,
    makeUser: async (user, { quotaKb } = {}) => {
      await sayOverImap(ports.imap, user, [])
      const quota = `SETQUOTA "user/${user}" (STORAGE ${quotaKb})`
      if (quotaKb !== undefined) await sayOverImap(ports.imap, 'cyrus', [quota])
    },
    stop,
  }
}

function imapdConf(run: string): string {
  const folders = ['Drafts', 'Sent', 'Junk', 'Trash', 'Archive']
  return `configdirectory: ${run}/conf
partition-default: ${run}/spool
defaultpartition: default
sievedir: ${run}/sieve
temp_path: ${run}/tmp
proc_path: ${run}/conf/proc
mboxname_lockpath: ${run}/conf/lock
cyrus_user: ${runner().user}
cyrus_group: ${runner().group}
admins: cyrus
servername: cyrus.localhost
virtdomains: userid
defaultdomain: localhost
unixhierarchysep: yes
altnamespace: yes
conversations: yes
allowplaintext: yes
sasl_mech_list: PLAIN LOGIN
sasl_pwcheck_method: saslauthd
sasl_saslauthd_path: ${run}/run/mux
sasl_auto_transition: no
failedloginpause: 0
autocreate_quota: 1048576
autocreate_post: yes
autocreate_inbox_folders: ${folders.join('|')}
autocreate_subscribe_folders: ${folders.join('|')}
${folders.map((name) => `xlist-${name.toLowerCase()}: ${name}`).join('\n')}
httpmodules: caldav carddav
caldav_realm: Cyrus
calendar_user_address_set: ${localDomains.join(' ')}
expunge_mode: delayed
delete_mode: immediate
skiplist_unsafe: yes
sievenotifier: null
`
}

function cyrusConf(
  bin: string,
  conf: string,
  ports: Record<'imap' | 'lmtp' | 'sieve' | 'dav', number>,
): string {
  const service = (name: string, command: string, port: number) =>
    `  ${name} cmd="${bin}/${command} -C ${conf}" listen="${loopback}:${port}" prefork=0 maxchild=300`
  return `START {
  recover cmd="${bin}/ctl_cyrusdb -C ${conf} -r"
}
SERVICES {
${service('imap', 'imapd -U 30', ports.imap)}
${service('lmtp', 'lmtpd -a', ports.lmtp)}
${service('sieve', 'timsieved', ports.sieve)}
${service('http', 'httpd', ports.dav)}
}
DAEMON {
  idled cmd="${bin}/idled -C ${conf}"
}
EVENTS {
}
`
}

/** Signs in, says the lines, signs out; throws for whatever is not answered with OK. */
function sayOverImap(port: number, user: string, lines: string[]): Promise<void> {
  const commands = [`LOGIN "${user}" "password"`, ...lines, 'LOGOUT']
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: loopback })
    let answers = ''
    socket.once('error', reject)
    socket.on('data', (chunk) => (answers += chunk.toString()))
    socket.once('close', () => {
      const good = answers.match(/^a\d+ OK/gm)?.length === commands.length
      if (good) resolve()
      else reject(new Error(`Cyrus refused: ${answers}`))
    })
    socket.write(commands.map((command, index) => `a${index} ${command}\r\n`).join(''))
  })
}

/** Stands in for saslauthd: four strings with a two-byte length come (login, password, service, realm), one goes back. */
async function openPasswordCheck(path: string): Promise<Server> {
  const server = createServer((socket) => {
    let bytes = Buffer.alloc(0)
    socket.on('error', () => {}) // an asker that goes away needs no answer
    socket.on('data', (chunk) => {
      bytes = Buffer.concat([bytes, chunk])
      const strings = readStrings(bytes)
      if (strings.length < 4) return
      const answer = Buffer.from(strings[1] === 'password' ? 'OK' : 'NO')
      socket.end(Buffer.concat([Buffer.from([0, answer.length]), answer]))
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, resolve)
  })
  chmodSync(path, 0o700)
  giveToRunner(path)
  return server
}

function readStrings(bytes: Buffer): string[] {
  const strings: string[] = []
  for (let at = 0; at + 2 <= bytes.length && at + 2 + bytes.readUInt16BE(at) <= bytes.length;) {
    const length = bytes.readUInt16BE(at)
    strings.push(bytes.toString('utf8', at + 2, at + 2 + length))
    at += 2 + length
  }
  return strings
}
