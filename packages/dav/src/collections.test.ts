import { expect, test } from 'vitest'
import { badServer, found, multistatus } from '../test/bad-server.ts'
import { createCollection, deleteCollection, listCollections, updateCollection } from './index.ts'

const calendar = (extra = '') =>
  `<d:resourcetype><d:collection/><cal:calendar/></d:resourcetype><d:displayname>Giunta</d:displayname>${extra}`

test('inbox, outbox, plain folders and calendars of elsewhere are not among the calendars', async () => {
  const { dav } = await badServer(() => ({
    body: multistatus(
      found('/home/', '<d:resourcetype><d:collection/></d:resourcetype>'),
      found('/home/in/', '<d:resourcetype><d:collection/><cal:schedule-inbox/></d:resourcetype>'),
      found('/altri/x/', calendar()),
      found('/home/giunta', calendar()),
    ),
  }))

  expect((await listCollections(dav, '/home/')).map(({ href }) => href)).toEqual(['/home/giunta/'])
})

test('one refused setting does not take the others along, and a colour that gets lost is told', async () => {
  const { dav, asked } = await badServer(({ method, body }) => {
    if (method !== 'PROPPATCH') return { body: multistatus(found('/home/giunta/', calendar())) }
    const status = (name: string, code: number) =>
      `<d:propstat><d:prop>${name}</d:prop><d:status>HTTP/1.1 ${code} x</d:status></d:propstat>`
    const order = '<i:calendar-order xmlns:i="http://apple.com/ns/ical/"/>'
    const answers = body.includes('calendar-order')
      ? status('<d:displayname/>', 424) + status(order, 403)
      : status('<d:displayname/>', 200)
    return { body: multistatus(`<d:response><d:href>/home/giunta/</d:href>${answers}</d:response>`) }
  })

  const { settings } = await updateCollection(
    dav,
    '/home/giunta/',
    { displayName: 'Giunta', colour: '#112233', order: 3 },
    { kind: 'calendar' },
  )

  expect(settings).toEqual({
    displayName: { kind: 'kept' },
    colour: { kind: 'lost' },
    order: { kind: 'refused', why: 'forbidden' },
  })
  expect(asked.filter(({ method }) => method === 'PROPPATCH')).toHaveLength(2)
})

test('a server without MKCALENDAR gets an extended MKCOL', async () => {
  let made = false
  const { dav, asked } = await badServer(({ method }) => {
    if (method === 'MKCALENDAR') return { status: 501 }
    if (method === 'MKCOL') made = true
    if (method === 'MKCOL') return { status: 201 }
    return made ? { body: multistatus(found('/home/nuovo/', calendar())) } : { status: 404 }
  })

  await createCollection(dav, '/home/', { kind: 'calendar', name: 'nuovo' })

  expect(asked.find(({ method }) => method === 'MKCOL')?.body).toContain('<C:calendar/>')
})

test('a collection of which a part stays is not called deleted', async () => {
  const { dav } = await badServer(() => ({ body: multistatus() }))

  await expect(deleteCollection(dav, '/home/giunta/')).rejects.toMatchObject({
    kind: 'forbidden',
    status: 207,
  })
})
