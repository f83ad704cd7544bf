import { expect, test } from 'vitest'
import { type Asked, badServer, found, multistatus, refused } from '../test/bad-server.ts'
import { discover, openDav } from './index.ts'

const principal = found(
  '/dav/',
  '<d:current-user-principal><d:href>/p/elena/</d:href></d:current-user-principal>',
)
const homes = found(
  '/p/elena/',
  '<cal:calendar-home-set><d:href>/c/elena</d:href></cal:calendar-home-set>' +
    '<card:addressbook-home-set><d:href>/a/elena/</d:href></card:addressbook-home-set>' +
    '<cal:calendar-user-address-set><d:href>/p/elena/</d:href><d:href preferred="1">mailto:elena@x.example</d:href></cal:calendar-user-address-set>',
)
const options = {
  status: 200,
  headers: { dav: '1, 3, calendar-access, addressbook', allow: 'get, PROPFIND' },
}

function answers({ method, path }: Asked) {
  if (method === 'OPTIONS') return options
  if (path === '/dav/') return { body: multistatus(principal) }
  return path === '/p/elena/' ? { body: multistatus(homes) } : undefined
}

test('a well-known address that is refused, missing or leads nowhere does not end the search', async () => {
  for (const answer of [
    { status: 405 },
    { status: 404 },
    { status: 401 },
    { status: 500 },
    { status: 301, headers: { location: 'https://altrove.example/dav/' } },
    { status: 200, body: '<html></html>' },
  ]) {
    const { dav } = await badServer((asked) => {
      if (asked.path.startsWith('/.well-known')) return answer
      return asked.path === '/' ? { body: multistatus(principal.replace('/dav/', '/')) } : answers(asked)
    })

    expect(await discover(dav)).toMatchObject({
      principal: '/p/elena/',
      calendarHomes: ['/c/elena/'],
      addressbookHomes: ['/a/elena/'],
      addresses: ['mailto:elena@x.example', '/p/elena/'],
      inbox: undefined,
      capabilities: {
        calendars: true,
        addressbooks: true,
        autoSchedule: false,
        methods: ['GET', 'PROPFIND'],
      },
    })
  }
})

test('the chain is followed from a well-known redirect to the homes', async () => {
  const { dav, asked } = await badServer((one) =>
    one.path === '/.well-known/caldav' ? { status: 301, headers: { location: '/dav/' } } : answers(one),
  )

  expect((await discover(dav)).calendarHomes).toEqual(['/c/elena/'])
  expect(asked.map(({ method, path }) => `${method} ${path}`).slice(0, 3)).toEqual([
    'PROPFIND /.well-known/caldav',
    'PROPFIND /dav/',
    'PROPFIND /p/elena/',
  ])
})

test('the error that says most is the one that is thrown', async () => {
  const { dav: unknown } = await badServer(({ path }) => ({ status: path === '/' ? 401 : 405 }))
  const { dav: moved } = await badServer(({ path }) =>
    path === '/' ? undefined : { status: 301, headers: { location: 'https://altrove.example/' } },
  )
  const { dav: page } = await badServer(() => ({ status: 200, body: '<html></html>' }))

  await expect(discover(unknown)).rejects.toMatchObject({ kind: 'auth-refused' })
  await expect(discover(moved)).rejects.toMatchObject({
    kind: 'redirect-refused',
    origin: 'https://altrove.example',
  })
  await expect(discover(page)).rejects.toMatchObject({ kind: 'not-dav' })
})

test('homes on another host are nobody’s homes', async () => {
  const { dav } = await badServer(({ path }) =>
    path === '/'
      ? {
          body: multistatus(
            found(
              '/',
              '<cal:calendar-home-set><d:href>https://evil.example/c/</d:href></cal:calendar-home-set>',
            ),
          ),
        }
      : undefined,
  )

  await expect(discover(dav)).rejects.toMatchObject({ kind: 'not-dav' })
})

test('an address that is a home, with no principal anywhere, is taken as one', async () => {
  const folder = '<d:resourcetype><d:collection/></d:resourcetype>'
  const calendar = '<d:resourcetype><d:collection/><cal:calendar/></d:resourcetype>'
  const { url } = await badServer(({ path, headers, method }) => {
    if (method === 'OPTIONS') return { status: 403 }
    if (path !== '/mine/') return undefined
    return headers['depth'] === '0'
      ? { body: multistatus(found('/mine/', folder)) }
      : {
          body: multistatus(
            found('/mine/', folder),
            found('/mine/work/', calendar),
            refused('/mine/x/', 403),
          ),
        }
  })
  const dav = openDav({ url: `${url}mine/`, allowCleartext: true, credentials: { kind: 'none' } })

  expect(await discover(dav)).toMatchObject({
    calendarHomes: ['/mine/'],
    addressbookHomes: [],
    principal: undefined,
  })
  await dav.close()
})
