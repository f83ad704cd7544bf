import { expect, test } from 'vitest'
import { startDavical } from './davical.ts'

test('a person finds their home, and a wrong password is refused', async () => {
  const davical = await startDavical()
  await davical.makeUser('elena@monteverde.example')
  const ask = (password: string, method: string, path: string) =>
    fetch(new URL(path, davical.url), {
      method,
      headers: {
        depth: '1',
        authorization: `Basic ${Buffer.from(`elena@monteverde.example:${password}`).toString('base64')}`,
      },
    })
  const home = 'caldav.php/elena@monteverde.example/'

  expect((await ask('password', 'PROPFIND', home)).status).toBe(207)
  expect((await ask('password', 'MKCALENDAR', `${home}agenda/`)).status).toBe(201)
  expect((await ask('sbagliata', 'PROPFIND', home)).status).toBe(401)
  await davical.stop()
})
