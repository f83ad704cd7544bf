import { expect, test } from 'vitest'
import { startRadicale } from '../servers/radicale.ts'
import { elenaBooks } from './acquaintances.ts'
import { directoryPath, seedBooks } from './books.ts'
import { employees } from './employees.ts'
import { demoPassword, demoPeople, demoServices, elena } from './organisations.ts'

test('the books of the demo are there with all of their cards, and a second seeding doubles nothing', async () => {
  const radicale = await startRadicale({ users: demoPeople, services: demoServices })
  await seedBooks(radicale)
  await seedBooks(radicale)
  const count = async (path: string, address: string) => {
    const authorization = `Basic ${Buffer.from(`${address}:${demoPassword}`).toString('base64')}`
    const options = { method: 'PROPFIND', headers: { depth: '1', authorization } }
    const answer = await fetch(new URL(path, radicale.url), options)
    return (await answer.text()).match(/\.vcf<\/href>/g)?.length
  }

  for (const { name, cards } of elenaBooks)
    expect(await count(`/${elena.address}/${name}/`, elena.address)).toBe(cards.length)
  expect(await count(directoryPath, demoServices[0]!.address)).toBe(employees.length)
  await radicale.stop()
})
