import { readFileSync } from 'node:fs'
import type { Db } from '../db/open.ts'
import { findTenant, type Tenant } from '../db/tenants.ts'
import type { Actor } from '../http/actor.ts'

/** The words of the command line, as they were typed. */
export interface Options {
  json?: boolean | undefined
  help?: boolean | undefined
  name?: string | undefined
  domain?: string[] | undefined
  'mail-host'?: string[] | undefined
  hue?: string | undefined
  'help-text'?: string | undefined
  host?: string | undefined
  port?: string | undefined
  tls?: string | undefined
  'verify-name'?: string | undefined
  user?: string | undefined
  'password-file'?: string | undefined
  kind?: string | undefined
  place?: string | undefined
  note?: string | undefined
  capacity?: string | undefined
  opening?: string[] | undefined
  approval?: string | undefined
  manager?: string[] | undefined
  'notice-hours'?: string | undefined
  'ahead-days'?: string | undefined
  hours?: string[] | undefined
  zone?: string | undefined
  base?: string | undefined
  filter?: string | undefined
  only?: string | undefined
  mx?: string[] | undefined
  'spf-include'?: string | undefined
  'dkim-selector'?: string | undefined
  'dkim-key-file'?: string | undefined
  issuer?: string | undefined
  'client-id'?: string | undefined
  'secret-file'?: string | undefined
  scopes?: string | undefined
  claim?: string | undefined
  unverified?: boolean | undefined
  servers?: string | undefined
  'keep-passwords'?: boolean | undefined
  limit?: string | undefined
  reason?: string | undefined
  at?: string | undefined
  for?: string | undefined
  appointment?: string | undefined
  group?: string | undefined
  others?: string | undefined
  all?: boolean | undefined
  apply?: boolean | undefined
  end?: boolean | undefined
  shared?: boolean | undefined
  greeting?: string | undefined
  'password-page'?: string | undefined
  'message-mb'?: string | undefined
  recipients?: string | undefined
  'hourly-messages'?: string | undefined
  'hourly-recipients'?: string | undefined
  link?: string[] | undefined
  'without-ownership'?: string | undefined
  lock?: boolean | undefined
  days?: string | undefined
  protocol?: string | undefined
  'agreed-on'?: string | undefined
  'approved-by'?: string | undefined
  from?: string | undefined
  to?: string | undefined
  text?: string | undefined
  csv?: boolean | undefined
  of?: string | undefined
  welcome?: boolean | undefined
  until?: string | undefined
  en?: string | undefined
  service?: string[] | undefined
  'sign-in'?: boolean | undefined
  ends?: string | undefined
  'without-export'?: string | undefined
  'dry-run'?: boolean | undefined
}

/** Something the operator can mend; the message says how. */
export class CommandError extends Error {
  readonly exitCode: number

  constructor(message: string, exitCode = 1) {
    super(message)
    this.exitCode = exitCode
  }
}

/** What a command works with. */
export interface Standing {
  db: Db
  env: Record<string, string | undefined>
  /** Who the register says it was. */
  actor: Actor
}

export type Command = (
  standing: Standing,
  words: string[],
  options: Options,
) => Promise<{ data: unknown; text: string; exitCode?: number }>

/**
 * The body that is named, to change something of it. Of one that is closed there is a proof that nothing is left: nobody writes
 * anything into it again, here as by the routes (`Administrators`).
 */
export async function known(db: Db, slug: string | undefined): Promise<Tenant> {
  const tenant = await remembered(db, slug)
  if (tenant.state === 'closed')
    throw new CommandError(`${tenant.name} is closed: nothing of it is changed any more.`)
  return tenant
}

/** To read what there is of it, also of one that is closed. */
export async function remembered(db: Db, slug: string | undefined): Promise<Tenant> {
  const tenant = slug === undefined ? undefined : await findTenant(db, 'slug', slug)
  if (tenant === undefined)
    throw new CommandError(
      slug === undefined
        ? 'Which tenant? Name its slug.'
        : `There is no tenant "${slug}". staffetta tenant list shows them.`,
    )
  return tenant
}

export function serverKey(env: Standing['env']): Buffer {
  const key = Buffer.from(env['STAFFETTA_KEY'] ?? '', 'base64')
  if (key.length !== 32)
    throw new CommandError('STAFFETTA_KEY is not set: it must be the key the server runs with.', 2)
  return key
}

/** What stands in a file, or is typed (`-`). */
export function fileAt(path: string): Buffer {
  try {
    return readFileSync(path === '-' ? 0 : path)
  } catch (error) {
    throw new CommandError(`${path} could not be read: ${(error as Error).message}`)
  }
}
