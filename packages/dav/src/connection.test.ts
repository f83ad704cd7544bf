import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo, LookupFunction } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeCertificates } from '@staffetta/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { badServer, found, member, multistatus } from '../test/bad-server.ts'
import { getObject, listMembers, openDav } from './index.ts'
import { findProperties } from './properties.ts'

test('a redirect to another host is refused, and the credentials stay here', async () => {
  const other = await badServer(() => ({ body: multistatus() }))
  const { dav } = await badServer(() => ({
    status: 302,
    headers: { location: other.url.replace('127.0.0.1', 'localhost') },
  }))

  await expect(getObject(dav, '/uno.ics')).rejects.toMatchObject({
    kind: 'redirect-refused',
    origin: expect.stringContaining('localhost'),
  })
  expect(other.asked).toEqual([])
})

test('a redirect to another port is another host, too', async () => {
  const other = await badServer(() => ({ body: multistatus() }))
  const { dav } = await badServer(() => ({ status: 301, headers: { location: other.url } }))

  await expect(getObject(dav, '/uno.ics')).rejects.toMatchObject({ kind: 'redirect-refused' })
  expect(other.asked).toEqual([])
})

test('a redirect within the host keeps method, body and credentials', async () => {
  const { dav, asked } = await badServer(({ path }) =>
    path === '/cal/'
      ? { status: 301, headers: { location: '/dav/cal/' } }
      : { body: multistatus(found('/dav/cal/', '<d:getetag>"1"</d:getetag>')) },
  )

  await findProperties(dav, '/cal/', ['D:getetag'], { depth: '0' })

  expect(asked[1]).toMatchObject({ method: 'PROPFIND', path: '/dav/cal/', body: asked[0]!.body })
  expect(asked[1]!.headers.authorization).toBe(asked[0]!.headers.authorization)
})

test('redirects in a circle end', async () => {
  const { dav } = await badServer(() => ({ status: 302, headers: { location: '/' } }))

  await expect(getObject(dav, '/uno.ics')).rejects.toMatchObject({ kind: 'redirect-refused' })
})

test('an answer beyond the limit is cut off, whether its length is told or not', async () => {
  const { dav } = await badServer(
    ({ path }, response) => {
      if (path === '/told') return { status: 200, body: 'x'.repeat(3_000_000) }
      response.writeHead(200)
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
        if (!response.destroyed) response.once('drain', more)
      }
      more()
      return 'silence'
    },
    { maxAnswerBytes: 1_000_000 },
  )

  for (const path of ['/told', '/untold'])
    await expect(getObject(dav, path)).rejects.toMatchObject({ kind: 'answer-too-large' })
})

test('an answer that drips byte by byte ends when its time is over', async () => {
  const { dav } = await badServer(
    (_asked, response) => {
      response.writeHead(207)
      const drip = setInterval(() => response.write(' '), 10)
      response.on('close', () => clearInterval(drip))
      return 'silence'
    },
    { timeouts: { totalMs: 300 } },
  )

  await expect(listMembers(dav, '/cal/')).rejects.toMatchObject({ kind: 'timeout' })
})

test('a server that never answers is a timeout', async () => {
  const { dav } = await badServer(() => 'silence', { timeouts: { totalMs: 200 } })

  await expect(listMembers(dav, '/cal/')).rejects.toMatchObject({ kind: 'timeout' })
})

test('whoever asks can stop waiting, and gets their own reason back', async () => {
  const { dav } = await badServer(() => 'silence')
  const stop = new AbortController()
  const reason = new Error('moved on')

  const listing = listMembers(dav, '/cal/', { signal: stop.signal })
  setTimeout(() => stop.abort(reason), 30)

  await expect(listing).rejects.toBe(reason)
})

test('a kept connection that the server closes costs one more try, not the answer', async () => {
  let times = 0
  const { dav } = await badServer((_asked, response) => {
    times += 1
    if (times === 2) {
      response.socket?.destroy()
      return 'silence'
    }
    return { body: multistatus(member('/cal/uno.ics')) }
  })
  await listMembers(dav, '/cal/')

  expect(await listMembers(dav, '/cal/')).toHaveLength(1)
})

test('a page for people is not DAV, whatever it calls itself', async () => {
  for (const status of [200, 207]) {
    const { dav } = await badServer(() => ({
      status,
      headers: { 'content-type': 'text/html' },
      body: '<!DOCTYPE html><html><body>Benvenuti</body></html>',
    }))
    await expect(listMembers(dav, '/cal/')).rejects.toMatchObject({ kind: 'not-dav' })
  }
})

test('a multistatus under a wrong content type is read all the same', async () => {
  const { dav } = await badServer(() => ({
    headers: { 'content-type': 'text/plain' },
    body: multistatus(member('/cal/uno.ics')),
  }))

  expect(await listMembers(dav, '/cal/')).toEqual([{ href: '/cal/uno.ics', etag: '"1"' }])
})

test('a packed answer nobody asked for is invalid, not garbage', async () => {
  const { dav } = await badServer(() => ({ headers: { 'content-encoding': 'gzip' }, body: 'x' }))

  await expect(listMembers(dav, '/cal/')).rejects.toMatchObject({ kind: 'invalid-answer' })
})

test('a refusal tells its status, condition and schemes, and neither body nor secret', async () => {
  const { dav } = await badServer(({ path }) =>
    path === '/401'
      ? {
          status: 401,
          headers: { 'www-authenticate': 'Digest realm="x", Bearer realm="basic"' },
          body: 'segreta',
        }
      : { status: 403, body: '<error xmlns="DAV:"><need-privileges/><x>confidential</x></error>' },
  )

  const unknown = await getObject(dav, '/401').catch((error: unknown) => error)
  const forbidden = await getObject(dav, '/403').catch((error: unknown) => error)

  expect(unknown).toMatchObject({ kind: 'auth-refused', status: 401, schemes: ['digest', 'bearer'] })
  expect(forbidden).toMatchObject({ kind: 'forbidden', condition: 'D:need-privileges' })
  expect(JSON.stringify([unknown, forbidden]) + String(unknown) + String(forbidden)).not.toMatch(
    /segreta|confidential/,
  )
})

test('a busy server says when to come back', async () => {
  const { dav } = await badServer(() => ({ status: 503, headers: { 'retry-after': '30' } }))

  await expect(listMembers(dav, '/cal/')).rejects.toMatchObject({ kind: 'busy', retryAfterSeconds: 30 })
})

test('a token that has ended is asked for once more, and one that is refused for good is not asked for again', async () => {
  const seen: (string | undefined)[] = []
  let good = 'second'
  const { url } = await badServer(({ headers }) => {
    seen.push(headers.authorization)
    return headers.authorization === `Bearer ${good}` ? { status: 200, body: 'x' } : { status: 401 }
  })
  const dav = openDav({
    url,
    allowCleartext: true,
    credentials: { kind: 'bearer', token: async (refused) => (refused === undefined ? 'first' : 'second') },
  })

  await getObject(dav, '/one')
  good = 'nobody has it'
  await expect(getObject(dav, '/two')).rejects.toMatchObject({ kind: 'auth-refused' })

  expect(seen).toEqual(['Bearer first', 'Bearer second', 'Bearer first', 'Bearer second'])
  await dav.close()
})

test('clear text needs the operator’s word, and a line break finds no way into a header', async () => {
  const credentials = { kind: 'basic', user: 'elena', password: 'segreta' } as const

  expect(() => openDav({ url: 'http://dav.example/', credentials })).toThrow('cleartext-refused')
  expect(() => openDav({ url: 'ftp://dav.example/', credentials })).toThrow(TypeError)
  const broken = openDav({
    url: 'https://dav.example/',
    credentials: { kind: 'bearer', token: async () => 'a\r\nb: c' },
  })
  await expect(getObject(broken, '/')).rejects.toThrow(TypeError)
})

test('a name nobody knows, and a port nobody listens on, are told apart', async () => {
  const credentials = { kind: 'none' } as const
  const nowhere = openDav({ url: 'https://nessuno.invalid/', credentials })
  const closed = openDav({ url: 'https://127.0.0.1:1/', credentials })

  await expect(listMembers(nowhere, '/')).rejects.toMatchObject({ kind: 'dns' })
  await expect(listMembers(closed, '/')).rejects.toMatchObject({ kind: 'unreachable' })
})

test('an address guard decides where a name leads, and its refusal is told', async () => {
  const { url } = await badServer(() => ({ body: multistatus(member('/cal/uno.ics')) }))
  const open = (guard: LookupFunction) =>
    openDav({
      url: url.replace('127.0.0.1', 'dav.comune.example'),
      allowCleartext: true,
      credentials: { kind: 'none' },
      connect: { lookup: guard },
    })
  const refusal = new Error('private address')
  const allowing = open((_host, _options, done) => done(null, [{ address: '127.0.0.1', family: 4 }]))
  const refusing = open((_host, _options, done) => done(refusal, ''))

  expect(await listMembers(allowing, '/cal/')).toHaveLength(1)
  await expect(listMembers(refusing, '/cal/')).rejects.toMatchObject({ kind: 'unreachable', cause: refusal })
  await allowing.close()
  await refusing.close()
})

let folder: string
let certificates: ReturnType<typeof makeCertificates>
const secure = createServer()

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dav-tls-'))
  certificates = makeCertificates(folder)
  secure.setSecureContext({
    cert: readFileSync(certificates.certPath),
    key: readFileSync(certificates.keyPath),
  })
  secure.on('request', (_request, response) => {
    response.writeHead(207).end(multistatus(member('/cal/uno.ics')))
  })
  await new Promise<void>((resolve) => secure.listen(0, '127.0.0.1', resolve))
})
afterAll(() => {
  secure.closeAllConnections()
  secure.close()
  rmSync(folder, { recursive: true })
})

test('TLS says what is wrong: the name, or the authority', async () => {
  const { port } = secure.address() as AddressInfo
  const open = (connect: { ca?: string; servername?: string }) =>
    openDav({ url: `https://127.0.0.1:${port}/`, credentials: { kind: 'none' }, connect })
  const { ca } = certificates

  expect(await listMembers(open({ ca }), '/cal/')).toHaveLength(1)
  await expect(listMembers(open({ ca, servername: 'dav.altrove.example' }), '/')).rejects.toMatchObject({
    kind: 'tls',
    tls: 'name',
  })
  await expect(listMembers(open({}), '/')).rejects.toMatchObject({ kind: 'tls', tls: 'untrusted' })
})
