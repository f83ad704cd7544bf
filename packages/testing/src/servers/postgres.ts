import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client, type QueryResult } from 'pg'
import { runAsRunner, spawnServer, type ServerProcess } from './child.ts'
import { until } from './ports.ts'
import { postgresBinaries } from './postgres-binaries.ts'
import { namedShortFolder, privateFolder, shortFolder } from './unprivileged.ts'

export interface PostgresOptions {
  /** Keeps the cluster here; without it the database goes when it is stopped. */
  dir?: string
  /** Fills the first database of this process; whoever asks with the same function gets a copy of that one. */
  fill?: (url: string) => Promise<void>
}

export interface Postgres {
  /** The address of a database. */
  url: string
  socketDir: string
  /** Statements on that database, as its owner. */
  run: (statements: string) => Promise<void>
  stop: () => Promise<void>
}

const superuser = 'staffetta'

interface Cluster {
  socketDir: string
  end: () => Promise<void>
}

/** Of all who keep nothing: to make one costs a second of CPU, a database in it a tenth. It ends with this process. */
let shared: Promise<Cluster> | undefined
/** The databases that are copied, by what filled them: tables made one migration after the other cost ten times a copy. */
const filled = new Map<NonNullable<PostgresOptions['fill']>, Promise<string>>()

/** A database of one's own in a real PostgreSQL on a private UNIX socket (no TCP port, no password). */
export async function startPostgres({ dir, fill }: PostgresOptions = {}): Promise<Postgres> {
  if (dir !== undefined) {
    const { socketDir, end } = await openCluster({ dir })
    await createDatabase(socketDir, superuser)
    return { ...databaseAt(socketDir, superuser), stop: end }
  }
  const { socketDir } = await (shared ??= openCluster({}))
  const name = fill === undefined ? await freshDatabase(socketDir) : await copyOf(socketDir, fill)
  return {
    ...databaseAt(socketDir, name),
    stop: async () => {
      await query(socketDir, `drop database if exists ${name} with (force)`)
    },
  }
}

function databaseAt(socketDir: string, name: string): Omit<Postgres, 'stop'> {
  return {
    url: urlOf(socketDir, name),
    socketDir,
    run: async (statements) => {
      await query(socketDir, statements, [], name)
    },
  }
}

async function freshDatabase(socketDir: string, like = ''): Promise<string> {
  const name = `t_${randomBytes(6).toString('hex')}`
  await query(socketDir, `create database ${name} ${like}`)
  return name
}

async function copyOf(socketDir: string, fill: NonNullable<PostgresOptions['fill']>): Promise<string> {
  const fillFirst = async () => {
    const name = await freshDatabase(socketDir)
    await fill(urlOf(socketDir, name))
    return name
  }
  const first = filled.get(fill) ?? fillFirst()
  filled.set(fill, first)
  // Files as they are: to log every page, which is usual, costs twice that and helps only after a crash.
  return freshDatabase(socketDir, `template ${await first} strategy file_copy`)
}

/** Makes the cluster when it is not there yet. */
async function openCluster(options: PostgresOptions): Promise<Cluster> {
  const native = postgresBinaries()
  const socketDir = options.dir
    ? namedShortFolder(`staffetta-pg-${shortHash(options.dir)}`)
    : shortFolder('pg')
  const data = options.dir ? privateFolder(options.dir) : join(socketDir, 'data')
  if (!existsSync(join(data, 'PG_VERSION'))) await makeCluster(native, data, options.dir !== undefined)

  if (options.dir) await clearAway(data, socketDir)
  const server = await startPostmaster(native, data, socketDir, options.dir !== undefined)
  const clear = () => rmSync(socketDir, { recursive: true, force: true, maxRetries: 5 })
  if (!options.dir)
    process.once('exit', () => {
      if (!server.gone()) process.kill(server.pid, 'SIGQUIT')
      clear()
    })
  return {
    socketDir,
    end: async () => {
      await server.end('SIGINT') // a fast shutdown: clients are told, nothing is lost
      clear()
    },
  }
}

/**
 * PostgreSQL believes a lock file as long as some process has the number in it, whosever that is by now: after a power
 * cut or in a new container it would never start again.
 */
async function clearAway(data: string, socketDir: string): Promise<void> {
  if (await answers(socketDir))
    throw new Error(`PostgreSQL is running already on ${data}: stop the other one first.`)
  for (const lock of [join(data, 'postmaster.pid'), join(socketDir, '.s.PGSQL.5432.lock')]) {
    if (existsSync(lock) && !isPostmaster(Number.parseInt(readFileSync(lock, 'utf8'), 10))) rmSync(lock)
  }
}

function isPostmaster(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres')
  } catch {
    return false
  }
}

function urlOf(socketDir: string, database: string): string {
  return `postgresql://${superuser}@/${database}?host=${socketDir}`
}

async function makeCluster(native: string, data: string, durable: boolean): Promise<void> {
  const locale = ['--no-locale', '--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const sync = durable ? [] : ['--no-sync']
  await runAsRunner(
    join(native, 'bin/initdb'),
    ['-D', data, '-U', superuser, '--auth=trust', ...locale, ...sync],
    {
      env: { LD_LIBRARY_PATH: join(native, 'lib') },
    },
  )
}

async function startPostmaster(
  native: string,
  data: string,
  socketDir: string,
  durable: boolean,
): Promise<ServerProcess> {
  const always = [
    'listen_addresses=',
    'shared_buffers=32MB',
    'max_connections=200',
    'timezone=UTC',
    'log_min_messages=warning',
  ]
  const disposable = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']
  const settings = [...always, ...(durable ? [] : disposable)].flatMap((setting) => ['-c', setting])
  for (let attempt = 1; ; attempt++) {
    const server = spawnServer(join(native, 'bin/postgres'), ['-D', data, '-k', socketDir, ...settings], {
      env: { LD_LIBRARY_PATH: join(native, 'lib') },
      orphaned: 'INT',
      unattended: !durable,
    })
    try {
      await until(() => answers(socketDir), {
        withinMs: 20_000,
        gone: server.gone,
        failure: () => `PostgreSQL did not start.\n${server.output()}`,
      })
      return server
    } catch (error) {
      await server.end('SIGINT')
      // After a kill -9 the old postmaster's lock stays until the kernel has reaped it: up to two seconds.
      if (attempt === 15 || !/postmaster\.pid|pre-existing shared memory/.test(server.output())) throw error
      await sleep(300)
    }
  }
}

async function answers(socketDir: string): Promise<boolean> {
  try {
    await query(socketDir, 'select 1')
    return true
  } catch {
    return false
  }
}

async function createDatabase(socketDir: string, name: string): Promise<void> {
  const found = await query(socketDir, 'select 1 from pg_database where datname = $1', [name])
  if (found.rowCount === 0) await query(socketDir, `create database ${name}`)
}

async function query(
  socketDir: string,
  text: string,
  values: unknown[] = [],
  database = 'postgres',
): Promise<QueryResult> {
  const client = new Client({ host: socketDir, user: superuser, database })
  client.on('error', () => {}) // the server going away after the answer is no concern of the asker
  await client.connect()
  try {
    // Several statements at once go without values.
    return await (values.length === 0 ? client.query(text) : client.query(text, values))
  } finally {
    await client.end()
  }
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 10)
}
