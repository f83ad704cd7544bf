import { expect, test } from 'vitest'
import { badServer, found, member, multistatus, refused } from '../test/bad-server.ts'
import { createObject, deleteObject, fetchObjects, moveObject, putObject } from './index.ts'

const match = { etag: '"1"' }

test('a refusal inside a 207 is the refusal it is', async () => {
  for (const [status, kind] of [
    [412, 'precondition'],
    [403, 'forbidden'],
    [507, 'quota'],
  ] as const) {
    const { dav } = await badServer(({ path, method }) =>
      method === 'PROPFIND'
        ? { body: multistatus(member(path)) }
        : { body: multistatus(refused(path, status)) },
    )

    await expect(putObject(dav, '/cal/uno.ics', 'x', match)).rejects.toMatchObject({ kind })
    await expect(deleteObject(dav, '/cal/uno.ics', match)).rejects.toMatchObject({ kind })
  }
})

test('a server that ignores If-Match on DELETE is not asked to delete another version', async () => {
  const { dav, asked } = await badServer(({ method, path }) =>
    method === 'PROPFIND' ? { body: multistatus(member(path, '2')) } : { status: 204 },
  )

  await expect(deleteObject(dav, '/cal/uno.ics', match)).rejects.toMatchObject({ kind: 'precondition' })
  expect(asked.map(({ method }) => method)).toEqual(['PROPFIND'])
})

test('a server that overwrites in spite of If-None-Match is looked at first, when told so', async () => {
  const { dav, asked } = await badServer(({ method, path }) =>
    method === 'PROPFIND' ? { body: multistatus(member(path)) } : { status: 201 },
  )

  const stored = createObject(dav, '/cal/', 'uno.ics', 'x', { ensureAbsent: true })

  await expect(stored).rejects.toMatchObject({ kind: 'precondition' })
  expect(asked.map(({ method }) => method)).toEqual(['PROPFIND'])
})

test('a write that does not say what was stored is read back', async () => {
  for (const headers of [{}, { etag: 'W/"1"' }] as Record<string, string>[]) {
    const { dav } = await badServer(({ method }) =>
      method === 'PUT'
        ? { status: 201, headers }
        : { status: 200, headers: { etag: '"2"' }, body: 'changed' },
    )

    expect(await createObject(dav, '/cal/', 'uno.ics', 'sent')).toMatchObject({
      etag: '"2"',
      changedText: 'changed',
    })
  }
})

test('the name a server gives in place of ours is believed while it is in the collection', async () => {
  const { dav } = await badServer(({ path }) => ({
    status: 201,
    headers: {
      etag: '"1"',
      location: path === '/cal/uno.ics' ? '/cal/by%2Duid.ics' : 'https://evil.example/x.ics',
    },
  }))

  expect((await createObject(dav, '/cal/', 'uno.ics', 'x')).href).toBe('/cal/by-uid.ics')
  expect((await createObject(dav, '/cal/', 'due.ics', 'x')).href).toBe('/cal/due.ics')
})

test('a UID that is elsewhere already is told apart from a version conflict', async () => {
  const { dav } = await badServer(() => ({
    status: 412,
    body: '<d:error xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><c:no-uid-conflict><d:href>/cal/x</d:href></c:no-uid-conflict></d:error>',
  }))

  await expect(createObject(dav, '/cal/', 'uno.ics', 'x')).rejects.toMatchObject({
    kind: 'uid-conflict',
    status: 412,
  })
})

test('where there is no MOVE, the object is stored there and deleted here', async () => {
  const { dav, asked } = await badServer(({ method, path }) => {
    if (method === 'MOVE') return { status: 405 }
    if (method === 'GET') return { status: 200, headers: { etag: '"1"' }, body: 'BEGIN:VCALENDAR' }
    if (method === 'PROPFIND') return { body: multistatus(member(path)) }
    return { status: method === 'PUT' ? 201 : 204, headers: { etag: '"9"' } }
  })

  const moved = await moveObject(dav, '/a/uno.ics', { collection: '/b/' }, { match })

  expect(moved).toEqual({ href: '/b/uno.ics', etag: '"9"', by: 'copy' })
  expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'MOVE /a/uno.ics',
    'GET /a/uno.ics',
    'PUT /b/uno.ics',
    'PROPFIND /a/uno.ics',
    'DELETE /a/uno.ics',
  ])
})

test('a weak ETag is compared first, since If-Match never takes it', async () => {
  let version = 1
  const { dav } = await badServer(({ method, path, headers }) => {
    if (method === 'PROPFIND') return { body: multistatus(member(path).replaceAll(/"1"/g, `W/"${version}"`)) }
    if (String(headers['if-match']).startsWith('W/')) return { status: 412 }
    return { status: 204, headers: { etag: '"2"' } }
  })
  const weak = { etag: 'W/"1"' }

  expect((await putObject(dav, '/a/uno.ics', 'x', weak)).etag).toBe('"2"')
  expect(await deleteObject(dav, '/a/uno.ics', weak, { check: false })).toBe('deleted')
  version = 2
  await expect(putObject(dav, '/a/uno.ics', 'x', weak)).rejects.toMatchObject({ kind: 'precondition' })
  await expect(deleteObject(dav, '/a/uno.ics', weak)).rejects.toMatchObject({ kind: 'precondition' })
})

test('a server that knows itself by another name than its proxy is told the path alone', async () => {
  const destinations: unknown[] = []
  const { dav } = await badServer(({ method, path, headers }) => {
    if (method !== 'MOVE') return { body: multistatus(member(path)) }
    destinations.push(headers['destination'])
    return { status: destinations.length === 1 ? 409 : 201 }
  })

  const moved = await moveObject(dav, '/a/uno.ics', { collection: '/b/' }, { match })

  expect(moved).toMatchObject({ href: '/b/uno.ics', by: 'move' })
  expect(destinations).toEqual([new URL('/b/uno.ics', dav.url).href, '/b/uno.ics'])
})

test('an object that changed in between is not moved by copying', async () => {
  const { dav, asked } = await badServer(({ method }) =>
    method === 'MOVE' ? { status: 501 } : { status: 200, headers: { etag: '"2"' }, body: 'x' },
  )

  await expect(moveObject(dav, '/a/uno.ics', { collection: '/b/' }, { match })).rejects.toMatchObject({
    kind: 'precondition',
  })
  expect(asked.map(({ method }) => method)).toEqual(['MOVE', 'GET'])
})

test('a MOVE that renames says that it does not know where the object is now', async () => {
  const { dav } = await badServer(({ method }) => ({ status: method === 'MOVE' ? 201 : 404 }))

  expect(await moveObject(dav, '/a/uno.ics', { collection: '/b/' }, { match })).toEqual({
    href: undefined,
    etag: undefined,
    by: 'move',
  })
})

const data = (text: string) => `<d:getetag>"1"</d:getetag><cal:calendar-data>${text}</cal:calendar-data>`

async function fetchAll(dav: Parameters<typeof fetchObjects>[0], hrefs: string[]) {
  const all = { found: new Map<string, string>(), missing: [] as string[], failed: [] as string[] }
  for await (const batch of fetchObjects(dav, { href: '/cal/', kind: 'calendar' }, hrefs)) {
    for (const { href, text } of batch.found) all.found.set(href, text)
    all.missing.push(...batch.missing)
    all.failed.push(...batch.failed.map(({ href }) => href))
  }
  return all
}

test('what vanishes from a multiget without a word is asked for alone', async () => {
  const { dav } = await badServer(({ method, path }) => {
    if (method === 'REPORT')
      return {
        body: multistatus(
          found('/cal/uno.ics', data('UNO')),
          found('/altro/x.ics', data('X')),
          found('/cal/', ''),
        ),
      }
    return path === '/cal/due.ics' ? { status: 200, headers: { etag: '"2"' }, body: 'DUE' } : { status: 404 }
  })

  expect(await fetchAll(dav, ['/cal/uno.ics', '/cal/due.ics', '/cal/tre.ics'])).toEqual({
    found: new Map([
      ['/cal/uno.ics', 'UNO'],
      ['/cal/due.ics', 'DUE'],
    ]),
    missing: ['/cal/tre.ics'],
    failed: [],
  })
})

test('a whole batch answered 404 for one missing href, or 500, is fetched one by one', async () => {
  for (const status of [404, 500]) {
    const hrefs = Array.from({ length: 60 }, (_, index) => `/cal/${index}.ics`)
    const { dav, asked } = await badServer(({ method, path }) => {
      if (method === 'REPORT') return { status }
      if (path === '/cal/3.ics') return { status: 404 }
      return path === '/cal/4.ics' ? { status: 500 } : { status: 200, body: path }
    })

    const all = await fetchAll(dav, hrefs)

    expect(all.found.size).toBe(58)
    expect(all).toMatchObject({ missing: ['/cal/3.ics'], failed: ['/cal/4.ics'] })
    expect(asked.filter(({ method }) => method === 'REPORT').length).toBeLessThan(4)
  }
})

test('hrefs of elsewhere are not asked for', async () => {
  const { dav, asked } = await badServer(() => undefined)

  await expect(fetchAll(dav, ['/altro/uno.ics'])).rejects.toMatchObject({ kind: 'outside' })
  expect(asked).toEqual([])
})
