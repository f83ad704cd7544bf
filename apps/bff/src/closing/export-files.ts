import { readFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { statistics, statisticsTable } from '../admin/statistics.ts'
import { calendarIdOf } from '../calendar/account/refs.ts'
import { exportCalendars } from '../calendar/export/export.ts'
import { openResource } from '../calendar/resources/resource-calendar.ts'
import type { ServiceCalendars } from '../calendar/account/service-calendars.ts'
import type { ContactsDeps } from '../contacts/contacts-deps.ts'
import { exportCards } from '../contacts/export.ts'
import { idOfHref } from '../dav/refs.ts'
import { findEnrolment, findFile, listFiles } from '../db/enrolments.ts'
import { copiesOf } from '../db/own-exports.ts'
import { listPeople } from '../db/people.ts'
import { listResources } from '../db/resources.ts'
import { rowsOfTenant } from '../db/tenant-rows.ts'
import type { Tenant } from '../db/tenants.ts'
import { rowOf } from '../http/csv-row.ts'
import { safeFileName } from '../mail/file-name.ts'
import type { ArchiveFile } from '../mail/send-bytes.ts'
import { registerPublicKey } from '../register/anchor.ts'
import { exportRegister } from '../register/export.ts'
import type { CardThreads } from '@staffetta/vcard/worker'
import { readme } from './readme.ts'

export interface ExportDeps {
  key: Buffer
  services: ServiceCalendars
  contactsDeps: ContactsDeps & { threads: CardThreads }
}

/** What the body decided and set, table by table; nothing that is one person's own. */
const settings = [
  'tenant',
  'tenant_domain',
  'tenant_host',
  'endpoint',
  'public_server',
  'service_account',
  'tenant_identity',
  'domain_expectation',
  'check_outcome',
  'preference_rule',
  'privacy_notice',
  'announcement',
  'resource',
  'mail_log_rule',
  'role_grant',
  'enrolment',
] as const

/**
 * What the product itself holds of a body. Nobody's mailbox, calendar or book is opened: each takes their own copy, and the list of people says who
 * did. What a server does not give is said at the end, and keeps nothing else back.
 */
export async function* filesOfTenant(deps: ExportDeps, tenant: Tenant): AsyncIterable<ArchiveFile> {
  const { db } = deps.contactsDeps
  const missing: string[] = []
  for (const table of settings)
    yield text(`impostazioni/${table}.json`, json(await rowsOfTenant(db, table, tenant.id)))
  yield text('persone.csv', await peopleOf(deps, tenant.id))
  yield text('statistiche.csv', statisticsTable(await statistics(db, [tenant.id]), 'it'))
  yield* requestOf(deps, tenant)
  yield {
    name: 'registro/registro.jsonl',
    content: Readable.from(exportRegister(db, registerPublicKey(deps.key), tenant.id), { objectMode: false }),
  }
  yield text(
    'registro/verify-register.mjs',
    await readFile(new URL('../../bin/verify-register.mjs', import.meta.url), 'utf8'),
  )
  for (const resource of await listResources(db, tenant.id)) {
    const { name, address, zone } = resource
    const content = await orMissing(missing, `risorse/${name}`, async () => {
      const { account, index } = await openResource(deps.services, tenant, resource)
      const calendarId = calendarIdOf(index.href)
      const how = { format: 'ics', calendarId, zone, language: 'it' } as const
      return (await exportCalendars({ db, services: deps.services }, account, how)).content
    })
    if (content !== null) yield { name: `risorse/${fileName(`${name} ${address}`, 'ics')}`, content }
  }
  const directory = tenant.ldap === null ? deps.contactsDeps.directory.of(tenant) : null
  if (directory !== null) {
    const content = await orMissing(missing, 'rubrica dell’ente', async () => {
      const how = { format: 'vcard4', bookId: idOfHref(directory.href), refs: [], name: 'Ente' } as const
      return (await exportCards(deps.contactsDeps, directory.via, how)).content
    })
    if (content !== null) yield { name: 'rubrica.vcf', content }
  }
  yield text('LEGGIMI.txt', readme(tenant.name, missing))
}

async function peopleOf({ contactsDeps: { db } }: ExportDeps, tenantId: string): Promise<string> {
  const head = ['Indirizzo', 'Nome', 'Gruppo', 'Stato', 'Ultimo accesso', 'Copia dei propri dati']
  const copies = new Map((await copiesOf(db, tenantId)).map(({ address, copiedAt }) => [address, copiedAt]))
  const rows = (await listPeople(db, tenantId)).map(({ address, name, group, state, signedInAt }) => {
    const times = [signedInAt, copies.get(address)].map((at) => at?.toISOString() ?? '')
    return rowOf([address, name, group, state, ...times])
  })
  return `\uFEFF${rowOf(head)}${rows.join('')}`
}

async function* requestOf({ contactsDeps: { db } }: ExportDeps, tenant: Tenant): AsyncIterable<ArchiveFile> {
  const enrolment = await findEnrolment(db, 'tenant_id', tenant.id)
  if (enrolment === undefined) return
  for (const { id, fileName: name } of await listFiles(db, enrolment.id)) {
    const file = await findFile(db, enrolment.id, id)
    if (file !== undefined)
      yield { name: `richiesta/${name}`, content: Readable.from([file.bytes], { objectMode: false }) }
  }
}

async function orMissing(
  missing: string[],
  what: string,
  open: () => Promise<Readable>,
): Promise<Readable | null> {
  try {
    return await open()
  } catch {
    missing.push(what)
    return null
  }
}

function text(name: string, content: string): ArchiveFile {
  return { name, content: Readable.from([Buffer.from(content)], { objectMode: false }) }
}

const json = (rows: unknown) => `${JSON.stringify(rows, null, 2)}\n`
const fileName = (name: string, extension: string) =>
  safeFileName(`${name.replace(/[/\\]/g, ' - ').slice(0, 120)}.${extension}`, 'application/octet-stream')
