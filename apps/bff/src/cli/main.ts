import { parseArgs } from 'node:util'
import { migrate, openDatabase } from '../db/open.ts'
import { ringDone } from '../live/across.ts'
import { announcementCommands } from './announcement-commands.ts'
import { checkCommands } from './check-commands.ts'
import { type Command, CommandError, type Options, type Standing } from './command.ts'
import { configurationCommands } from './configuration-commands.ts'
import { commandLine } from '../register/record.ts'
import { closingCommands } from './closing-commands.ts'
import { directoryCommands } from './directory-commands.ts'
import { domainCommands } from './domain-commands.ts'
import { identityCommands } from './identity-commands.ts'
import { enrolmentCommands } from './enrolment-commands.ts'
import { ipaCommands } from './ipa-commands.ts'
import { peopleCommands } from './people-commands.ts'
import { lookCommands } from './look-commands.ts'
import { usage, usageOf } from './usage.ts'
import { workCommands } from './work-commands.ts'
import { mailLogCommands } from './mail-log-commands.ts'
import { noticeCommands } from './notice-commands.ts'
import { preferenceCommands } from './preference-commands.ts'
import { programCommands } from './program-commands.ts'
import { registerCommands } from './register-commands.ts'
import { resourceCommands } from './resource-commands.ts'
import { roleCommands } from './role-commands.ts'
import { stateCommands } from './state-commands.ts'
import { statisticsCommands } from './statistics-commands.ts'
import { statusCommands } from './status-commands.ts'
import { tenantCommands } from './tenant-commands.ts'

const options = {
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  name: { type: 'string' },
  domain: { type: 'string', multiple: true },
  'mail-host': { type: 'string', multiple: true },
  hue: { type: 'string' },
  'help-text': { type: 'string' },
  host: { type: 'string' },
  port: { type: 'string' },
  tls: { type: 'string' },
  'verify-name': { type: 'string' },
  user: { type: 'string' },
  'password-file': { type: 'string' },
  kind: { type: 'string' },
  place: { type: 'string' },
  note: { type: 'string' },
  capacity: { type: 'string' },
  opening: { type: 'string', multiple: true },
  approval: { type: 'string' },
  manager: { type: 'string', multiple: true },
  'notice-hours': { type: 'string' },
  'ahead-days': { type: 'string' },
  hours: { type: 'string', multiple: true },
  zone: { type: 'string' },
  base: { type: 'string' },
  filter: { type: 'string' },
  only: { type: 'string' },
  mx: { type: 'string', multiple: true },
  'spf-include': { type: 'string' },
  'dkim-selector': { type: 'string' },
  'dkim-key-file': { type: 'string' },
  issuer: { type: 'string' },
  'client-id': { type: 'string' },
  'secret-file': { type: 'string' },
  scopes: { type: 'string' },
  claim: { type: 'string' },
  unverified: { type: 'boolean' },
  servers: { type: 'string' },
  'keep-passwords': { type: 'boolean' },
  limit: { type: 'string' },
  reason: { type: 'string' },
  at: { type: 'string' },
  for: { type: 'string' },
  appointment: { type: 'string' },
  group: { type: 'string' },
  others: { type: 'string' },
  all: { type: 'boolean' },
  apply: { type: 'boolean' },
  end: { type: 'boolean' },
  shared: { type: 'boolean' },
  greeting: { type: 'string' },
  'password-page': { type: 'string' },
  'message-mb': { type: 'string' },
  recipients: { type: 'string' },
  'hourly-messages': { type: 'string' },
  'hourly-recipients': { type: 'string' },
  link: { type: 'string', multiple: true },
  'without-ownership': { type: 'string' },
  lock: { type: 'boolean' },
  days: { type: 'string' },
  protocol: { type: 'string' },
  'agreed-on': { type: 'string' },
  'approved-by': { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  text: { type: 'string' },
  csv: { type: 'boolean' },
  of: { type: 'string' },
  welcome: { type: 'boolean' },
  until: { type: 'string' },
  en: { type: 'string' },
  service: { type: 'string', multiple: true },
  'sign-in': { type: 'boolean' },
  ends: { type: 'string' },
  'without-export': { type: 'string' },
  'dry-run': { type: 'boolean' },
} as const

const areas: Record<string, Record<string, Command>> = {
  tenant: {
    ...tenantCommands,
    ...checkCommands,
    ...directoryCommands,
    ...identityCommands,
    ...stateCommands,
    ...domainCommands,
    ...lookCommands,
    ...workCommands,
    ...preferenceCommands,
    ...programCommands,
    ...statusCommands,
    ...noticeCommands,
    ...closingCommands,
  },
  announcement: announcementCommands,
  config: configurationCommands,
  enrolment: enrolmentCommands,
  ipa: ipaCommands,
  'mail-log': mailLogCommands,
  people: peopleCommands,
  resource: resourceCommands,
  register: registerCommands,
  statistics: statisticsCommands,
  role: roleCommands,
}

/** Runs one command; returns the exit code: 0 done, 1 refused, 2 not understood. */
export async function runCommand(args: string[], env: Record<string, string | undefined>): Promise<number> {
  let parsed: { values: Options; positionals: string[] }
  try {
    parsed = parseArgs({ args, options, allowPositionals: true })
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${usage}`)
    return 2
  }
  const { values, positionals } = parsed
  if (values.help === true || positionals.length === 0) {
    console.log(usageOf(positionals[0]))
    return values.help === true ? 0 : 2
  }
  if (env['DATABASE_URL'] === undefined || env['DATABASE_URL'] === '') {
    console.error(
      'DATABASE_URL is not set. It must name the database of Staffetta: postgresql://user@host/database',
    )
    return 2
  }
  const db = openDatabase(env['DATABASE_URL'], () => undefined)
  try {
    await migrate(db)
    const exitCode = await dispatch({ db, env, actor: commandLine(env) }, positionals, values)
    await ringDone(db, 'admin')
    return exitCode
  } catch (error) {
    if (error instanceof CommandError) {
      console.error(values.json === true ? JSON.stringify({ error: error.message }) : error.message)
      return error.exitCode
    }
    console.error(`The database could not be used: ${(error as Error).message}`)
    return 1
  } finally {
    await db.destroy()
  }
}

async function dispatch(
  standing: Standing,
  [area, verb, ...rest]: string[],
  values: Options,
): Promise<number> {
  if (area === 'migrate') {
    say(values, { migrated: true }, 'The database is up to date.')
    return 0
  }
  const commands = area === undefined ? undefined : areas[area]
  const command = verb === undefined ? undefined : commands?.[verb]
  if (command === undefined)
    throw new CommandError(`There is no command "${[area, verb].join(' ').trim()}".\n\n${usageOf(area)}`, 2)
  const { data, text, exitCode = 0 } = await command(standing, rest, values)
  say(values, data, text)
  return exitCode
}

function say(values: Options, data: unknown, text: string): void {
  console.log(values.json === true ? JSON.stringify(data, null, 2) : text)
}
