import { expect, test } from 'vitest'
import { startRadicale } from './radicale.ts'

test('a person makes a calendar of their own, and a wrong password is refused', async () => {
  const radicale = await startRadicale({
    users: [{ address: 'elena@monteverde.example', password: 'segreta' }],
  })
  const ask = (password: string, method: string, path: string) =>
    fetch(new URL(path, radicale.url), {
      method,
      headers: {
        authorization: `Basic ${Buffer.from(`elena@monteverde.example:${password}`).toString('base64')}`,
      },
    })

  expect((await ask('segreta', 'MKCALENDAR', 'elena@monteverde.example/agenda/')).status).toBe(201)
  expect((await ask('segreta', 'PROPFIND', 'elena@monteverde.example/agenda/')).status).toBe(207)
  expect((await ask('sbagliata', 'PROPFIND', 'elena@monteverde.example/agenda/')).status).toBe(401)
  await radicale.stop()
})
