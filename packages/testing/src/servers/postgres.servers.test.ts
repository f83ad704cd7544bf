import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { Client } from 'pg'
import { expect, test } from 'vitest'
import { startPostgres } from './postgres.ts'
import { giveToRunner } from './unprivileged.ts'

test('every database is empty and a database of its own', async () => {
  const [first, second] = [await startPostgres(), await startPostgres()]

  await ask(first.url, 'create table note (text text)')

  expect(await ask(second.url, `select count(*)::int as n from pg_tables where tablename = 'note'`)).toEqual([
    { n: 0 },
  ])
  await Promise.all([first.stop(), second.stop()])
})

test('what fills a database does so once; everybody who asks gets a copy of their own', async () => {
  let filledTimes = 0
  const fill = async (url: string) => {
    filledTimes++
    await ask(url, `create table note as select 'scritta' as text`)
  }

  const [first, second] = await Promise.all([startPostgres({ fill }), startPostgres({ fill })])
  await ask(first.url, 'delete from note')

  expect(await ask(second.url, 'select text from note')).toEqual([{ text: 'scritta' }])
  expect(filledTimes).toBe(1)
  await Promise.all([first.stop(), second.stop()])
})

test('a kept cluster has its rows after a restart, also when a stale lock is in the way', async () => {
  const dir = mkdtempSync('/tmp/st-kept-')
  giveToRunner(dir)
  try {
    const before = await startPostgres({ dir: `${dir}/pg` })
    await ask(before.url, `create table note as select 'rimane' as text`)
    await before.stop()
    writeFileSync(`${dir}/pg/postmaster.pid`, `${process.pid}\n${dir}/pg\n`) // as a power cut leaves it, its number taken by us
    giveToRunner(`${dir}/pg/postmaster.pid`)

    const after = await startPostgres({ dir: `${dir}/pg` })

    expect(await ask(after.url, 'select text from note')).toEqual([{ text: 'rimane' }])
    expect(await ask(after.url, 'show fsync')).toEqual([{ fsync: 'on' }])
    await after.stop()
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
})

async function ask(url: string, text: string): Promise<unknown[]> {
  const client = new Client(url)
  client.on('error', () => {})
  await client.connect()
  const { rows } = await client.query(text)
  await client.end()
  return rows
}
