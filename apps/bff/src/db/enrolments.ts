import type { Dossier, EnrolmentFile } from '@staffetta/contract'
import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import type { Db } from './open.ts'
import type { Database } from './schema.ts'
import type { LetterSays, NoticeSays } from './schema/enrolment.ts'

/** A request, with where the body stands that became of it. */
export type EnrolmentRow = Selectable<Database['enrolment']> & {
  state: Selectable<Database['tenant']>['state'] | null
  state_since: Date | null
  state_reason: string | null
}

export type NoticeRow = Selectable<Database['notice']>

export async function findEnrolment(
  db: Db,
  by: 'id' | 'token_hash' | 'tenant_id',
  value: string | Buffer,
): Promise<EnrolmentRow | undefined> {
  return db
    .selectFrom('enrolment')
    .leftJoin('tenant', 'tenant.id', 'enrolment.tenant_id')
    .selectAll('enrolment')
    .select(['tenant.state', 'tenant.state_since', 'tenant.state_reason'])
    .where(`enrolment.${by}`, '=', value)
    .executeTakeFirst()
}

/** Holds it, and its body, until the transaction ends. */
export async function lockEnrolment(tx: Db, id: string): Promise<EnrolmentRow | undefined> {
  await tx.selectFrom('enrolment').select('id').where('id', '=', id).forUpdate().execute()
  const row = await findEnrolment(tx, 'id', id)
  if (row?.tenant_id == null) return row
  await tx.selectFrom('tenant').select('id').where('id', '=', row.tenant_id).forUpdate().execute()
  return findEnrolment(tx, 'id', id)
}

export async function insertEnrolment(
  db: Db,
  row: { id: string; token_hash: Buffer; sealed_token: Buffer; language: 'it' | 'en'; dossier: Dossier },
): Promise<void> {
  await db
    .insertInto('enrolment')
    .values({ ...row, dossier: JSON.stringify(row.dossier) })
    .execute()
}

export async function updateEnrolment(
  tx: Db,
  id: string,
  change: { dossier?: Dossier; linkedTo?: string; tenantId?: string; sent?: true },
): Promise<void> {
  const { dossier, linkedTo, tenantId, sent } = change
  await tx
    .updateTable('enrolment')
    .set({
      touched_at: new Date(),
      ...(dossier !== undefined && {
        dossier: JSON.stringify(dossier),
        version: sql<number>`version + 1`,
      }),
      ...(linkedTo !== undefined && { linked_to: linkedTo, links: sql<number>`links + 1` }),
      ...(tenantId !== undefined && { tenant_id: tenantId }),
      ...(sent && { sent_at: new Date() }),
    })
    .where('id', '=', id)
    .execute()
}

export async function deleteEnrolment(db: Db, id: string): Promise<void> {
  await db.deleteFrom('enrolment').where('id', '=', id).where('tenant_id', 'is', null).execute()
}

export async function deleteOldDrafts(db: Db, days: number): Promise<void> {
  await sql`
    delete from enrolment where tenant_id is null
    and touched_at < now() - make_interval(days => ${days})`.execute(db)
}

export async function listFiles(db: Db, enrolmentId: string): Promise<EnrolmentFile[]> {
  const rows = await db
    .selectFrom('enrolment_file')
    .select(['id', 'file_name', 'type', 'size_bytes'])
    .where('enrolment_id', '=', enrolmentId)
    .orderBy('created_at')
    .execute()
  return rows.map(({ id, file_name, type, size_bytes }) => ({
    id,
    fileName: file_name,
    type,
    sizeBytes: size_bytes,
  }))
}

export async function insertFile(
  db: Db,
  enrolmentId: string,
  { fileName, type, bytes }: { fileName: string; type: 'pdf' | 'p7m'; bytes: Buffer },
): Promise<void> {
  await db
    .insertInto('enrolment_file')
    .values({ enrolment_id: enrolmentId, file_name: fileName, type, size_bytes: bytes.length, bytes })
    .execute()
}

/** Only of that request: another one's file is as unknown as one that never was. */
export async function findFile(db: Db, enrolmentId: string, id: string) {
  return db
    .selectFrom('enrolment_file')
    .select(['file_name', 'type', 'bytes'])
    .where('id', '=', id)
    .where('enrolment_id', '=', enrolmentId)
    .executeTakeFirst()
}

export async function deleteFile(db: Db, enrolmentId: string, id: string): Promise<void> {
  await db.deleteFrom('enrolment_file').where('id', '=', id).where('enrolment_id', '=', enrolmentId).execute()
}

export async function insertNotice(
  tx: Db,
  enrolmentId: string,
  { address, says }: { address: string; says: NoticeSays },
): Promise<void> {
  await tx
    .insertInto('notice')
    .values({ enrolment_id: enrolmentId, address: address.toLowerCase(), says: JSON.stringify(says) })
    .execute()
}

interface Letter {
  says: LetterSays
  /** What is said once to each address; the first stands. */
  once: string | null
  inSeconds: number
}

/** To whoever answers for a body, or is of it. */
export function insertLetter(
  db: Db,
  tenantId: string,
  { address, ...letter }: Letter & { address: string },
): Promise<void> {
  return insertLetters(db, tenantId, [address], letter)
}

/** The same to many: a whole body is let in at once. */
export async function insertLetters(
  db: Db,
  tenantId: string,
  addresses: readonly string[],
  { says, once, inSeconds }: Letter,
): Promise<void> {
  const lower = [...new Set(addresses.map((address) => address.toLowerCase()))]
  await sql`
    insert into notice (tenant_id, address, says, once, next_at)
    select ${tenantId}, address, ${JSON.stringify(says)}::jsonb, ${once}, now() + make_interval(secs => ${inSeconds})
    from unnest(${lower}::text[]) as address
    on conflict do nothing`.execute(db)
}

/** How many went to an address within a day: what strangers can make the product send has an end. */
export async function countRecentNotices(db: Db, address: string): Promise<number> {
  const { count } = await db
    .selectFrom('notice')
    .select((select) => select.fn.countAll<string>().as('count'))
    .where('address', '=', address.toLowerCase())
    .where('created_at', '>', sql<Date>`now() - interval '1 day'`)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** The next that is due, for whoever comes first of all nodes: nobody sends that one again unless it surely did not leave. */
export async function claimNotice(db: Db): Promise<NoticeRow | undefined> {
  return db
    .updateTable('notice')
    .set({ state: 'sending', attempts: sql<number>`attempts + 1` })
    .where('id', '=', (select) =>
      select
        .selectFrom('notice')
        .select('id')
        .where('state', '=', 'waiting')
        .where('next_at', '<=', sql<Date>`now()`)
        .orderBy('created_at')
        .limit(1)
        .forUpdate()
        .skipLocked(),
    )
    .returningAll()
    .executeTakeFirst()
}

export async function settleNotice(
  db: Db,
  id: string,
  outcome: { state: 'sent' | 'uncertain' | 'refused' } | { againInSeconds: number },
): Promise<void> {
  const again = 'againInSeconds' in outcome
  await db
    .updateTable('notice')
    .set(
      again
        ? { state: 'waiting', next_at: sql<Date>`now() + make_interval(secs => ${outcome.againInSeconds})` }
        : { state: outcome.state },
    )
    .where('id', '=', id)
    .execute()
}

/** The requests that were sent, whoever has waited longest first. */
export async function listSentEnrolments(db: Db) {
  return db
    .selectFrom('enrolment')
    .innerJoin('tenant', 'tenant.id', 'enrolment.tenant_id')
    .select([
      'enrolment.tenant_id',
      'enrolment.dossier',
      'enrolment.sent_at',
      'tenant.slug',
      'tenant.name',
      'tenant.state',
      'tenant.state_since',
      'tenant.state_reason',
    ])
    .orderBy('tenant.state_since')
    .execute()
}
