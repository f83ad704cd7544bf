import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { spawnServer } from './child.ts'
import { unpackedRoot, unpackPackages } from './debian-packages.ts'
import { freePort, isListening, loopback, until } from './ports.ts'
import { startPostgres } from './postgres.ts'
import { giveToRunner, privateFolder, shortFolder } from './unprivileged.ts'

export interface Davical {
  host: string
  port: number
  url: string
  /** Somebody new, with the password `password`; an administrator may do everything in every calendar. */
  makeUser: (user: string, is?: { administrator?: boolean }) => Promise<void>
  stop: () => Promise<void>
}

/** Starts a DAViCal of its own (CalDAV and CardDAV in PHP over PostgreSQL), unpacked beside the system. */
export async function startDavical(): Promise<Davical> {
  if (!existsSync('/usr/bin/php')) throw new Error('PHP is not installed. `npm test` installs it.')
  const root = await unpackedRoot('davical')
  if (!existsSync(root)) await unpackPackages(root, ['davical', 'libawl-php'])
  const postgres = await startPostgres()
  const run = shortFolder('dv')
  const stopAll = async () => {
    await postgres.stop()
    rmSync(run, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    const client = new Client({ connectionString: postgres.url })
    client.on('error', () => {}) // the database going away is the end of the server, too
    await client.connect()
    await makeTables(client, root)
    const port = await freePort()
    const site = makeSite(run, root, postgres.url, port)
    const server = spawnServer('/usr/bin/php', phpArguments(join(root, 'usr/share'), site, port), {
      cwd: join(site, 'htdocs'),
      env: { PHP_CLI_SERVER_WORKERS: '6' },
    })
    await until(() => isListening(port), {
      withinMs: 20_000,
      gone: server.gone,
      failure: () => `DAViCal did not start.\n${server.output()}`,
    })
    return {
      host: loopback,
      port,
      url: `http://${loopback}:${port}/`,
      makeUser: (user, is) => makeUser(client, user, is),
      stop: async () => {
        await server.end()
        await client.end()
        await stopAll()
      },
    }
  } catch (error) {
    await stopAll()
    throw error
  }
}

function phpArguments(share: string, site: string, port: number): string[] {
  const settings = [
    `include_path=.:${share}/davical/inc:${share}/awl/inc`,
    'display_errors=0',
    'log_errors=0',
    'post_max_size=64M',
  ]
  const listening = ['-S', `${loopback}:${port}`, '-t', join(site, 'htdocs'), join(site, 'router.php')]
  return [...settings.flatMap((setting) => ['-d', setting]), ...listening]
}

/** What DAViCal's create-database.sh does with psql and perl, less its own database users. */
async function makeTables(client: Client, root: string): Promise<void> {
  const dba = join(root, 'usr/share/davical/dba')
  const views = readdirSync(join(dba, 'views')).map((name) => `views/${name}`)
  const files = [
    ...['awl-tables.sql', 'schema-management.sql'].map((name) => join(root, 'usr/share/awl/dba', name)),
    ...['davical.sql', 'supported_locales.sql', ...views].map((name) => join(dba, name)),
    ...['caldav_functions.sql', 'rrule_functions.sql', 'base-data.sql'].map((name) => join(dba, name)),
  ]
  for (const file of files) await client.query(readFileSync(file, 'utf8'))
}

/** What everybody may do with somebody's calendars: ask when they are busy, and invite. */
const defaultPrivileges = ['caldav:read-free-busy', 'caldav:schedule-query', 'caldav:schedule-deliver']

async function makeUser(client: Client, user: string, { administrator = false } = {}): Promise<void> {
  await client.query(
    `with person as (
      insert into usr (active, email_ok, updated, username, password, fullname, email)
      values (true, current_date, current_date, $1, '**password', $1, $1) returning user_no
    ) insert into principal (type_id, user_no, displayname, default_privileges)
      select 1, user_no, $1, privilege_to_bits($2::text[]) from person`,
    [user, defaultPrivileges],
  )
  if (administrator)
    await client.query(
      `insert into role_member (user_no, role_no)
        select usr.user_no, roles.role_no from usr, roles where username = $1 and role_name = 'Admin'`,
      [user],
    )
}

/** DAViCal looks for its configuration beside the folder it is called in, so each server has a folder of its own. */
function makeSite(run: string, root: string, database: string, port: number): string {
  const site = privateFolder(join(run, 'site'))
  for (const name of ['htdocs', 'config']) mkdirSync(join(site, name))
  for (const name of ['always.php', 'caldav.php'])
    symlinkSync(join(root, 'usr/share/davical/htdocs', name), join(site, 'htdocs', name))
  const [, user = '', name = '', host = ''] = /^postgresql:\/\/(.+)@\/(.+)\?host=(.+)$/.exec(database) ?? []
  const connection = `pgsql:host=${host};dbname=${name};user=${user}`
  writeFileSync(
    join(site, 'config/config.php'),
    `<?php
$c->pg_connect[] = '${connection}';
$c->domain_name = '${loopback}:${port}';
$c->admin_email = 'nobody@localhost';
$c->enable_auto_schedule = true;
$c->csrf_key = '${randomBytes(8).toString('hex')}';
`,
  )
  writeFileSync(join(site, 'router.php'), router)
  for (const name of ['htdocs', 'config', 'config/config.php', 'router.php']) giveToRunner(join(site, name))
  return site
}

const router = `<?php
$path = rawurldecode(parse_url('http://localhost' . $_SERVER['REQUEST_URI'], PHP_URL_PATH));
$_SERVER['SCRIPT_NAME'] = '/caldav.php';
$_SERVER['PHP_SELF'] = '/caldav.php';
$_SERVER['PATH_INFO'] = preg_replace('{^/caldav\\.php}', '', $path) ?: '/';
chdir($_SERVER['DOCUMENT_ROOT']);
require 'caldav.php';
`
