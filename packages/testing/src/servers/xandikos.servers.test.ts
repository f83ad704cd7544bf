import { expect, test } from 'vitest'
import { startXandikos } from './xandikos.ts'

test('a person finds a calendar of their own, a wrong password and another person’s home are refused', async () => {
  const xandikos = await startXandikos()
  const ask = (password: string, path: string) =>
    fetch(new URL(path, xandikos.url), {
      method: 'PROPFIND',
      headers: {
        depth: '1',
        authorization: `Basic ${Buffer.from(`elena@monteverde.example:${password}`).toString('base64')}`,
      },
    })

  expect((await ask('password', 'elena@monteverde.example/calendars/calendar/')).status).toBe(207)
  expect((await ask('sbagliata', 'elena@monteverde.example/')).status).toBe(401)
  expect((await ask('password', 'bruno@monteverde.example/')).status).toBe(403)
  await xandikos.stop()
})
