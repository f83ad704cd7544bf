import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { FetchRefused, guardedExchange, guardedFetch, isPublic } from './guarded-fetch.ts'

const limits = { maxBytes: 1_000, timeoutMs: 2_000, redirects: 3, networks: [] as string[] }
let port: number
let hits = 0
const server = createServer((request, response) => {
  hits++
  if (request.url === '/large') response.end('x'.repeat(5_000))
  else if (request.url === '/away') response.writeHead(302, { location: 'http://10.0.0.1/' }).end()
  else if (request.url === '/loop') response.writeHead(302, { location: '/loop' }).end()
  else response.end(JSON.stringify(request.headers))
})
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(() => void server.close())

test.each([
  'http://127.0.0.1:PORT/',
  'http://localhost:PORT/',
  'http://127.1:PORT/',
  'http://2130706433:PORT/',
  'http://0x7f000001:PORT/',
  'http://0177.0.0.1:PORT/',
  'http://0.0.0.0:PORT/',
  'http://[::1]:PORT/',
  'http://[::ffff:127.0.0.1]:PORT/',
  'http://[::ffff:7f00:1]:PORT/',
  'http://[::127.0.0.1]:PORT/',
  'http://[64:ff9b::7f00:1]:PORT/',
  'http://[2002:7f00:1::]:PORT/',
  'http://[fe80::1]/',
  'http://[fc00::1]/',
  'http://10.0.0.1/',
  'http://172.16.0.1/',
  'http://192.168.1.1/',
  'http://169.254.169.254/latest/meta-data',
  'http://100.64.0.1/',
  'http://192.0.2.1/',
  'http://198.18.0.1/',
  'http://224.0.0.1/',
  'http://255.255.255.255/',
  'http://1.1.1.1:25/',
  'http://user:pass@1.1.1.1/',
  'http://localhost.:PORT/',
  'http://①②⑦.⓪.⓪.①:PORT/',
  'ftp://1.1.1.1/',
  'file:///etc/passwd',
  'gopher://127.0.0.1:PORT/',
  'javascript:alert(1)',
  '//127.0.0.1:PORT/',
  '',
])('%s is refused and nothing is connected to', async (address) => {
  const before = hits

  await expect(guardedFetch(address.replace('PORT', String(port)), limits, {})).rejects.toThrow(FetchRefused)

  expect(hits).toBe(before)
})

test('a network the operator named is fetched from, without cookie, referrer or credential', async () => {
  const agent = { accept: 'image/*', 'user-agent': 'Prova' }
  const address = `http://127.0.0.1:${port}/`
  const fetched = await guardedFetch(address, { ...limits, networks: ['127.0.0.0/8'] }, agent)

  const headers = JSON.parse(fetched.kind === 'body' ? fetched.bytes.toString() : '{}') as Record<
    string,
    string
  >
  expect(Object.keys(headers).toSorted()).toEqual(['accept', 'connection', 'host', 'user-agent'])
})

test.each(['/large', '/away', '/loop'])('%s ends at its limit', async (path) => {
  await expect(
    guardedFetch(`http://127.0.0.1:${port}${path}`, { ...limits, networks: ['127.0.0.0/8'] }, {}),
  ).rejects.toThrow(FetchRefused)
})

test('public addresses are public', () => {
  expect(isPublic('1.1.1.1')).toBe(true)
  expect(isPublic('2606:4700:4700::1111')).toBe(true)
})

test('an exchange with a service goes through the same door, follows nothing and has the same limits', async () => {
  const ask = (path: string, networks: string[]) =>
    guardedExchange(
      `http://127.0.0.1:${port}${path}`,
      { method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'x' },
      { ...limits, networks },
    )
  const before = hits

  await expect(ask('/', [])).rejects.toThrow(FetchRefused)
  expect(hits).toBe(before)
  expect((await ask('/', ['127.0.0.0/8'])).status).toBe(200)
  expect((await ask('/away', ['127.0.0.0/8'])).status).toBe(302)
  await expect(ask('/large', ['127.0.0.0/8'])).rejects.toThrow(FetchRefused)
})
