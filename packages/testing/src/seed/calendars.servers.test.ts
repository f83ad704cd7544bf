import { expect, test } from 'vitest'
import { startRadicale } from '../servers/radicale.ts'
import { elenaCalendars } from './agenda.ts'
import { elenaLists } from './chores.ts'
import { seedCalendars } from './calendars.ts'
import { demoPeople, demoPassword, elena } from './organisations.ts'

test('a person of the demo finds their calendars with the mail password, and a second seeding doubles nothing', async () => {
  const radicale = await startRadicale({ users: demoPeople })
  await seedCalendars(radicale)
  await seedCalendars(radicale)

  const ask = (path: string) =>
    fetch(new URL(path, radicale.url), {
      method: 'PROPFIND',
      headers: {
        depth: '1',
        authorization: `Basic ${Buffer.from(`${elena.address}:${demoPassword}`).toString('base64')}`,
      },
    }).then((answer) => answer.text())
  const home = await ask(`${elena.address}/`)
  const own = await ask(`${elena.address}/elena-guidi/`)
  await radicale.stop()

  for (const { name } of [...elenaCalendars, ...elenaLists]) expect(home).toContain(`/${name}/`)
  expect(own.match(/\.ics<\/href>/g)).toHaveLength(
    elenaCalendars[0]!.appointments.length + elenaLists[1]!.chores.length,
  )
})
