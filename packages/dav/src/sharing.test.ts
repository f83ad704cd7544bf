import { expect, test } from 'vitest'
import { badServer, found, multistatus } from '../test/bad-server.ts'
import { changeSharing, type DavCapabilities, readSharing } from './index.ts'

const capabilities = (...classes: string[]): DavCapabilities => ({
  classes,
  calendars: true,
  addressbooks: true,
  autoSchedule: false,
  scheduling: false,
  availability: false,
  extendedMkcol: true,
  acl: classes.includes('access-control'),
  sharing: false,
  managedAttachments: false,
  methods: [],
})

test('invitations in the manner of calendarserver are read, made and taken back', async () => {
  const invite =
    '<s:invite xmlns:s="http://calendarserver.org/ns/"><s:user><d:href>mailto:bruno@x.example</d:href>' +
    '<s:common-name>Bruno</s:common-name><s:invite-accepted/><s:access><s:read/></s:access></s:user>' +
    '<s:organizer><d:href>/p/elena/</d:href></s:organizer></s:invite>'
  const { dav, asked } = await badServer(({ method }) =>
    method === 'POST' ? { status: 200 } : { body: multistatus(found('/cal/', invite)) },
  )
  const offered = capabilities('calendarserver-sharing')
  const who = 'mailto:bruno@x.example'

  expect(await readSharing(dav, '/cal/', offered)).toEqual({
    kind: 'invitations',
    sharees: [{ who, name: 'Bruno', access: 'read', answer: 'accepted' }],
  })
  await changeSharing(dav, '/cal/', offered, { who, access: 'read-write', summary: '<Giunta>' })
  await changeSharing(dav, '/cal/', offered, { who, access: 'none' })
  expect(asked[1]?.body).toContain('<S:summary>&lt;Giunta&gt;</S:summary><S:read-write/>')
  expect(asked[2]?.body).toContain('<S:remove><D:href>mailto:bruno@x.example</D:href></S:remove>')
})

const ace = (who: string, more = '', privilege = '<d:read/>') =>
  `<d:ace><d:principal>${who}</d:principal><d:grant><d:privilege>${privilege}</d:privilege></d:grant>${more}</d:ace>`

test('what is protected or inherited is not sent back, and what others have is', async () => {
  const acl = [
    ace('<d:href>/p/elena/</d:href>', '<d:protected/>', '<d:all/>'),
    ace('<d:authenticated/>', '<d:inherited><d:href>/</d:href></d:inherited>'),
    ace('<d:href>/p/chiara/</d:href>'),
    ace('<d:href>/p/bruno</d:href>'),
  ]
  const { dav, asked } = await badServer(({ method }) =>
    method === 'ACL'
      ? { status: 200 }
      : { body: multistatus(found('/cal/', `<d:acl>${acl.join('')}</d:acl>`)) },
  )

  await changeSharing(dav, '/cal/', capabilities('access-control'), {
    who: '/p/bruno/',
    access: 'read-write',
  })

  const sent = asked.find(({ method }) => method === 'ACL')?.body ?? ''
  expect([...sent.matchAll(/<D:href>(.*?)<\/D:href>/g)].map(([, href]) => href)).toEqual([
    '/p/chiara/',
    '/p/bruno/',
  ])
  expect(sent).toContain('<D:privilege><D:write/></D:privilege>')
})

test('rights that could not be written again stop the change before it loses them', async () => {
  const odd = ace('<d:href>/p/chiara/</d:href>', '', '<x:admin xmlns:x="urn:x"/>')
  const { dav, asked } = await badServer(() => ({
    body: multistatus(found('/cal/', `<d:acl>${odd}</d:acl>`)),
  }))

  const change = changeSharing(dav, '/cal/', capabilities('access-control'), {
    who: '/p/bruno/',
    access: 'read',
  })

  await expect(change).rejects.toMatchObject({ kind: 'unsupported' })
  expect(asked.map(({ method }) => method)).toEqual(['PROPFIND'])
})

test('where nothing is offered, it is said plainly and nothing is asked', async () => {
  const { dav, asked } = await badServer(() => undefined)

  expect(await readSharing(dav, '/cal/', capabilities('calendar-access'))).toEqual({ kind: 'unsupported' })
  await expect(
    changeSharing(dav, '/cal/', capabilities(), { who: 'mailto:x@x.example', access: 'read' }),
  ).rejects.toMatchObject({ kind: 'unsupported' })
  expect(asked).toEqual([])
})
