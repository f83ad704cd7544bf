import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Postgres } from '@staffetta/testing'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { listEntries } from '../src/db/register.ts'
import { openDatabase, type Db } from '../src/db/open.ts'
import { anchorRegister, registerPublicKey } from '../src/register/anchor.ts'
import { exportRegister } from '../src/register/export.ts'
import { purgeRegister } from '../src/register/purge.ts'
import { record } from '../src/register/record.ts'
import { verifyRegister } from '../src/register/verify.ts'
import { startDatabase } from './database.ts'

const key = Buffer.alloc(32, 7)
const publicKey = registerPublicKey(key)
const marta = { kind: 'person', name: 'marta@provincia.example', tenantId: null, ip: '192.0.2.1' } as const
let postgres: Postgres
let db: Db

beforeEach(async () => {
  postgres = await startDatabase()
  db = openDatabase(postgres.url, () => undefined)
})
afterEach(async () => {
  await db?.destroy()
  await postgres?.stop()
})

const write = (subject: string, at?: string) =>
  db
    .transaction()
    .execute((tx) =>
      record(
        tx,
        { act: 'tenant/service-enabled', actor: marta, tenantId: null, subject },
        at === undefined ? new Date() : new Date(at),
      ),
    )
/** As somebody would who owns the database. */
const forge = async (statement: string) => {
  await sql.raw('alter table register_entry disable trigger user').execute(db)
  await sql.raw(statement).execute(db)
  await sql.raw('alter table register_entry enable trigger user').execute(db)
}
const verdict = async () => (await verifyRegister(db, publicKey)).first

test('entries written at once by many follow each other without a gap', async () => {
  await Promise.all(Array.from({ length: 30 }, (_, n) => write(`service ${n}`)))

  expect((await listEntries(db, {}, 100)).map(({ seq }) => seq)).toEqual(
    Array.from({ length: 30 }, (_, n) => 30 - n),
  )
  expect(await verifyRegister(db, publicKey)).toMatchObject({ count: 30, first: null })
})

test('what is recorded and its entry stand together or not at all', async () => {
  const failing = db.transaction().execute(async (tx) => {
    await record(tx, { act: 'tenant/added', actor: marta, tenantId: null })
    throw new Error('the change failed')
  })

  await expect(failing).rejects.toThrow('the change failed')
  await write('after')
  expect(await verifyRegister(db, publicKey)).toMatchObject({ count: 1, first: null })
})

test('the database lets nobody change, remove or empty it', async () => {
  await write('one')

  for (const statement of [
    "update register_entry set record = replace(record, 'one', 'two')",
    'delete from register_entry',
    'truncate register_entry',
  ])
    await expect(sql.raw(statement).execute(db)).rejects.toThrow('The register is only added to.')
})

test.each([
  [
    'a word of the record',
    `update register_entry set record = replace(record, 'mail', 'none') where seq = 3`,
    3,
  ],
  ['who did it', `update register_entry set actor = 'altri@provincia.example' where seq = 3`, 3],
  ['when it was', `update register_entry set at = at - interval '1 day' where seq = 3`, 3],
  ['which body it was', `update register_entry set tenant_id = gen_random_uuid() where seq = 3`, 3],
  [
    'the record and its hash',
    `update register_entry set record = replace(record, 'mail', 'none'),
       hash = sha256(previous || convert_to(replace(record, 'mail', 'none'), 'UTF8')) where seq = 3`,
    4,
  ],
  ['an entry that is taken out', 'delete from register_entry where seq = 3', 3],
  ['the last entry, which was signed for', 'delete from register_entry where seq = 5', 5],
  ['the first entry', 'delete from register_entry where seq = 1', 1],
  ['everything', 'delete from register_entry', 1],
  [
    'a month that seems purged',
    `insert into register_segment
       select '2025-01', 1, 3, decode(repeat('00', 32), 'hex'), hash, now() from register_entry where seq = 3;
     delete from register_entry where seq <= 3`,
    1,
  ],
])('%s is named when it was changed', async (_what, statement, seq) => {
  for (const service of ['mail', 'mail', 'mail', 'mail', 'mail']) await write(service)
  await anchorRegister(db, key)
  expect(await verdict()).toBeNull()

  await forge(statement)

  expect((await verdict())?.seq).toBe(seq)
})

test('a chain that was written anew from some entry on is not what was signed for', async () => {
  for (const service of ['mail', 'mail', 'mail']) await write(service)
  await anchorRegister(db, key)
  await forge(`update register_entry set record = replace(record, 'mail', 'none'),
    hash = sha256(previous || convert_to(replace(record, 'mail', 'none'), 'UTF8')) where seq = 3`)

  expect(await verdict()).toEqual({ seq: 3, fault: 'anchor' })
})

test('who has the database and not the key cannot sign', async () => {
  await write('mail')
  await anchorRegister(db, Buffer.alloc(32, 8))

  expect(await verdict()).toEqual({ seq: 1, fault: 'anchor' })
})

test('whole months go when they are old enough, and what is left is still one chain', async () => {
  const days = ['2025-11-03', '2025-11-28', '2025-12-01', '2026-05-25', '2026-05-27', '2026-06-01']
  for (const day of days) await write(day, `${day}T10:00:00Z`)

  const early = await purgeRegister(db, 1, new Date('2026-05-31T23:00:00Z'))
  const later = await purgeRegister(db, 6, new Date('2026-07-01T00:00:00Z'))
  const years = await purgeRegister(db, 12, new Date('2026-11-26T00:00:00Z'))

  // Asked for one month, six are kept; the last day of December is six months old when July begins.
  expect(early.map(({ month, firstSeq, lastSeq }) => ({ month, firstSeq, lastSeq }))).toEqual([
    { month: '2025-11', firstSeq: 1, lastSeq: 2 },
  ])
  expect(later.map(({ month }) => month)).toEqual(['2025-12'])
  expect(years).toEqual([])
  expect(await verifyRegister(db, publicKey)).toMatchObject({ count: 5, purged: 3, first: null })
})

test('an export is verified by a script that knows nothing of the product', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'staffetta-register-'))
  const path = join(folder, 'register.jsonl')
  const script = fileURLToPath(new URL('../bin/verify-register.mjs', import.meta.url))
  const check = () => execFileSync(process.execPath, [script, path], { encoding: 'utf8', stdio: 'pipe' })
  try {
    for (const day of ['2025-03-03', '2026-11-01', '2026-11-02']) await write(day, `${day}T10:00:00Z`)
    await purgeRegister(db, 12, new Date('2026-11-26T00:00:00Z'))
    await anchorRegister(db, key)
    let text = ''
    for await (const line of exportRegister(db, publicKey)) text += line
    writeFileSync(path, text)
    expect(check()).toContain('3 entries, every one as it was written.')

    writeFileSync(path, text.replace('2026-11-02', '2026-11-03'))
    expect(check).toThrow('Entry 3 was changed.')
    writeFileSync(path, text.split('\n').toSpliced(2, 1).join('\n'))
    expect(check).toThrow('Entry 3 is missing.')
  } finally {
    rmSync(folder, { recursive: true })
  }
})
