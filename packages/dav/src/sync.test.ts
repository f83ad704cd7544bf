import { expect, test } from 'vitest'
import { badServer, found, member, multistatus, refused } from '../test/bad-server.ts'
import { listMembers, syncCollection } from './index.ts'

const calendar = { href: '/cal/' }
const token = (text: string) => `<d:sync-token>${text}</d:sync-token>`
const asksAnew = (body: string) => body.includes('<D:sync-token/>')

test('a token refused in whatever way leads to everything there is', async () => {
  for (const status of [400, 403, 405, 409, 412, 415, 418, 500, 501, 507]) {
    const { dav } = await badServer(({ body }) =>
      asksAnew(body) ? { body: multistatus(member('/cal/uno.ics'), token('new')) } : { status },
    )

    expect(await syncCollection(dav, calendar, { mark: { token: 'old' } })).toEqual({
      kind: 'full',
      present: [{ href: '/cal/uno.ics', etag: '"1"' }],
      why: 'mark-refused',
      mark: { token: 'new' },
    })
  }
})

test('a refusal inside a 207 is one, too', async () => {
  const { dav } = await badServer(({ body }) =>
    asksAnew(body)
      ? { body: multistatus(member('/cal/uno.ics'), token('new')) }
      : { body: multistatus(refused('/cal/', 403, '<d:error><d:valid-sync-token/></d:error>')) },
  )

  expect(await syncCollection(dav, calendar, { mark: { token: 'old' } })).toMatchObject({
    why: 'mark-refused',
  })
})

test('a wrong password, a calendar that is gone and a busy server are not taken for an old token', async () => {
  for (const [status, kind] of [
    [401, 'auth-refused'],
    [404, 'not-found'],
    [429, 'busy'],
    [503, 'busy'],
  ] as const) {
    const { dav, asked } = await badServer(() => ({ status }))
    await expect(syncCollection(dav, calendar, { mark: { token: 'old' } })).rejects.toMatchObject({ kind })
    expect(asked).toHaveLength(1)
  }
})

test('a server that refuses sync altogether is read by its listing', async () => {
  const { dav } = await badServer(({ method, headers }) => {
    if (method === 'REPORT') return { status: 501 }
    if (headers['depth'] === '0')
      return {
        body: multistatus(found('/cal/', '<s:getctag xmlns:s="http://calendarserver.org/ns/">7</s:getctag>')),
      }
    return { body: multistatus(found('/cal/', ''), member('/cal/uno.ics'), member('/cal/sub/')) }
  })

  expect(await syncCollection(dav, calendar)).toEqual({
    kind: 'full',
    present: [{ href: '/cal/uno.ics', etag: '"1"' }],
    why: 'no-sync',
    mark: { ctag: '7' },
  })
  expect(await syncCollection(dav, calendar, { mark: { ctag: '7' } })).toMatchObject({ kind: 'unchanged' })
})

test('an unknown token answered with everything is seen through, and what is absent is dropped', async () => {
  const rows = Array.from({ length: 10 }, (_, index) => member(`/cal/${index}.ics`))
  const { dav } = await badServer(() => ({ body: multistatus(...rows, token('new')) }))
  const known = new Map(Array.from({ length: 12 }, (_, index) => [`/cal/${index}.ics`, '"1"']))

  const result = await syncCollection(dav, calendar, { mark: { token: 'forgotten' }, known })

  expect(result).toMatchObject({ kind: 'full', why: 'doubtful', mark: { token: 'new' } })
  expect(result.kind === 'full' && result.present).toHaveLength(10)
})

test('a delta that lists one’s own write is still a delta', async () => {
  const { dav, asked } = await badServer(() => ({ body: multistatus(member('/cal/3.ics'), token('new')) }))
  const known = new Map(Array.from({ length: 12 }, (_, index) => [`/cal/${index}.ics`, '"1"']))

  expect(await syncCollection(dav, calendar, { mark: { token: 'old' }, known })).toMatchObject({
    kind: 'delta',
  })
  expect(asked).toHaveLength(1)
})

test('pages are followed to the last, by the 507 of the collection', async () => {
  const more = refused('/cal/', 507, '<d:error><d:number-of-matches-within-limits/></d:error>')
  const { dav, asked } = await badServer(({ body }) => {
    if (body.includes('>p2<'))
      return { body: multistatus(member('/cal/due.ics', '2'), refused('/cal/uno.ics', 404), token('p3')) }
    if (body.includes('>p1<')) return { body: multistatus(member('/cal/due.ics'), more, token('p2')) }
    return { body: multistatus(member('/cal/uno.ics'), more, token('p1')) }
  })

  const result = await syncCollection(dav, calendar, { pageSize: 1 })

  expect(result).toMatchObject({
    kind: 'full',
    present: [{ href: '/cal/due.ics', etag: '"2"' }],
    mark: { token: 'p3' },
  })
  expect(asked.every(({ body }) => body.includes('<D:nresults>1<'))).toBe(true)
})

test('a page size the server refuses is given up, not the sync', async () => {
  const { dav } = await badServer(({ body }) =>
    body.includes('nresults') ? { status: 507 } : { body: multistatus(member('/cal/uno.ics'), token('t')) },
  )

  expect(await syncCollection(dav, calendar, { pageSize: 10 })).toMatchObject({ kind: 'full', why: 'first' })
})

test('pages that lead nowhere do not turn in circles', async () => {
  const more = refused('/cal/', 507)
  const { dav, asked } = await badServer(({ method }) =>
    method === 'REPORT'
      ? { body: multistatus(member('/cal/uno.ics'), more, token('same')) }
      : { body: multistatus(member('/cal/uno.ics'), member('/cal/due.ics')) },
  )

  const result = await syncCollection(dav, calendar, { mark: { token: 'same' } })

  expect(result.kind === 'full' && result.present).toHaveLength(2)
  expect(asked.length).toBeLessThan(8)
})

test('pages that go round in circles end', async () => {
  const more = refused('/cal/', 507)
  const { dav, asked } = await badServer(({ method, body }) => {
    if (method === 'PROPFIND') return { body: multistatus(found('/cal/', ''), member('/cal/uno.ics')) }
    return { body: multistatus(member('/cal/uno.ics'), more, token(body.includes('>a<') ? 'b' : 'a')) }
  })

  expect(await syncCollection(dav, calendar)).toMatchObject({ kind: 'full', why: 'no-sync' })
  expect(asked.length).toBeLessThan(6)
})

test('nothing that is refused, moved or empty passes for a calendar without events', async () => {
  const answers = [
    { body: multistatus(refused('/cal/', 403)) },
    { body: multistatus() },
    { status: 301, headers: { location: '/elsewhere/' } },
  ]
  for (const [index, kind] of ['forbidden', 'invalid-answer', 'redirect-refused'].entries()) {
    const { dav } = await badServer(({ path }) =>
      path === '/elsewhere/'
        ? { body: multistatus(member('/elsewhere/uno.ics'), token('t')) }
        : answers[index],
    )

    await expect(syncCollection(dav, calendar)).rejects.toMatchObject({ kind })
    await expect(syncCollection(dav, calendar, { mark: { token: 'old' } })).rejects.toMatchObject({ kind })
    await expect(listMembers(dav, '/cal/')).rejects.toMatchObject({ kind })
  }
})

test('a member that is refused, not gone, is left for fetching to tell', async () => {
  const { dav } = await badServer(() => ({
    body: multistatus(
      refused('/cal/uno.ics', 500),
      refused('/cal/due.ics', 418),
      refused('/cal/tre.ics', 404),
      token('t'),
    ),
  }))

  expect(await syncCollection(dav, calendar, { mark: { token: 'old' } })).toMatchObject({
    changed: [{ href: '/cal/uno.ics', etag: undefined }],
    removed: ['/cal/due.ics', '/cal/tre.ics'],
  })
})

test('members without an ETag are told as such, and members of other calendars not at all', async () => {
  const { dav } = await badServer(() => ({
    body: multistatus(
      found('/cal/uno.ics', ''),
      member('/cal-bis/due.ics'),
      member('/etc/passwd'),
      token('t'),
    ),
  }))

  expect(await syncCollection(dav, calendar)).toMatchObject({
    present: [{ href: '/cal/uno.ics', etag: undefined }],
  })
})
