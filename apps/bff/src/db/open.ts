import { Kysely, Migrator, PostgresDialect, type Migration } from 'kysely'
import { Pool } from 'pg'
import * as first from './migrations/0001-tenants-sessions-outbox.ts'
import * as second from './migrations/0002-calendar-choices.ts'
import * as third from './migrations/0003-service-accounts.ts'
import * as fourth from './migrations/0004-calendar-shares.ts'
import * as sixth from './migrations/0006-resources.ts'
import * as fifth from './migrations/0005-imports-subscriptions-reminders.ts'
import * as seventh from './migrations/0007-calendar-reminders.ts'
import * as eighth from './migrations/0008-working-hours.ts'
import * as ninth from './migrations/0009-contacts.ts'
import * as tenth from './migrations/0010-contacts-imports.ts'
import * as twelfth from './migrations/0012-written-to.ts'
import * as thirteenth from './migrations/0013-favourites-and-searches.ts'
import * as fourteenth from './migrations/0014-shares-of-books.ts'
import * as fifteenth from './migrations/0015-contacts-not-same.ts'
import * as sixteenth from './migrations/0016-ldap-directory.ts'
import * as seventeenth from './migrations/0017-administration.ts'
import * as eighteenth from './migrations/0018-checks.ts'
import * as nineteenth from './migrations/0019-identity-providers.ts'
import * as ipaBodies from './migrations/0020-ipa-bodies.ts'
import * as requests from './migrations/0020-requests.ts'
import * as knownToAll from './migrations/0021-known-to-all-nodes.ts'
import * as people from './migrations/0022-people.ts'
import * as askedEndpoints from './migrations/0023-asked-endpoints.ts'
import * as look from './migrations/0024-look.ts'
import * as preferenceRules from './migrations/0025-preference-rules.ts'
import * as publicServers from './migrations/0026-public-servers.ts'
import * as readNotices from './migrations/0026-read-notices.ts'
import * as takingAway from './migrations/0026-taking-away.ts'
import * as announcements from './migrations/0027-announcements.ts'
import * as serviceStates from './migrations/0027a-service-states.ts'
import * as letters from './migrations/0027b-letters.ts'
import * as mailLog from './migrations/0028-mail-log.ts'
import * as closing from './migrations/0029-closing.ts'
import * as passkeys from './migrations/0030-passkeys.ts'
import * as workRules from './migrations/0031-work-rules.ts'
import * as bodyHours from './migrations/0032-body-hours.ts'
import * as pace from './migrations/0034-pace.ts'
import * as quotas from './migrations/0030-quotas.ts'
import type { Database } from './schema.ts'

export type Db = Kysely<Database>

const migrations: Record<string, Migration> = {
  '0001-tenants-sessions-outbox': first,
  '0002-calendar-choices': second,
  '0003-service-accounts': third,
  '0004-calendar-shares': fourth,
  '0006-resources': sixth,
  '0005-imports-subscriptions-reminders': fifth,
  '0007-calendar-reminders': seventh,
  '0008-working-hours': eighth,
  '0009-contacts': ninth,
  '0010-contacts-imports': tenth,
  '0012-written-to': twelfth,
  '0013-favourites-and-searches': thirteenth,
  '0014-shares-of-books': fourteenth,
  '0015-contacts-not-same': fifteenth,
  '0016-ldap-directory': sixteenth,
  '0017-administration': seventeenth,
  '0018-checks': eighteenth,
  '0019-identity-providers': nineteenth,
  '0020-ipa-bodies': ipaBodies,
  '0020-requests': requests,
  '0021-known-to-all-nodes': knownToAll,
  '0022-people': people,
  '0023-asked-endpoints': askedEndpoints,
  '0024-look': look,
  '0025-preference-rules': preferenceRules,
  '0026-public-servers': publicServers,
  '0026-read-notices': readNotices,
  '0026-taking-away': takingAway,
  '0027-announcements': announcements,
  '0027a-service-states': serviceStates,
  '0027b-letters': letters,
  '0028-mail-log': mailLog,
  '0029-closing': closing,
  '0030-passkeys': passkeys,
  '0031-work-rules': workRules,
  '0032-body-hours': bodyHours,
  '0034-pace': pace,
  '0030-quotas': quotas,
}

/** Opens the pool; a lost connection is reported and replaced, never fatal (57P01 comes at every restart of the server). */
export function openDatabase(url: string, onError: (error: Error) => void): Db {
  const pool = new Pool({ connectionString: url, max: 10, connectionTimeoutMillis: 10_000 })
  pool.on('error', onError)
  return new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
}

/** Brings the schema up to date; nodes that start together wait for the first (kysely locks). */
export async function migrate(db: Db): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
    // What is worked on at the same time is numbered first and ready later: one that comes between others still runs.
    allowUnorderedMigrations: true,
  })
  const { error } = await migrator.migrateToLatest()
  if (error !== undefined) throw error
}
