import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { badServer } from '../test/bad-server.ts'
import { addAttachment, openAttachment } from './index.ts'

const file = () => ({
  name: 'Delibera città "1".pdf',
  type: 'application/pdf',
  content: Readable.from([Buffer.from('ciao')]),
  sizeBytes: 4,
})
const match = { etag: '"1"' }

test('a file is handed over with its name and the version it was meant for, and the object read back', async () => {
  const { dav, asked } = await badServer(({ method }) =>
    method === 'POST'
      ? { status: 204, headers: { 'cal-managed-id': 'm1' } }
      : { status: 200, headers: { etag: '"2"' }, body: 'BEGIN:VCALENDAR' },
  )

  const added = await addAttachment(dav, '/cal/uno.ics', file(), { match })

  expect(added).toMatchObject({ managedId: 'm1', object: { etag: '"2"', text: 'BEGIN:VCALENDAR' } })
  expect(asked[0]).toMatchObject({
    method: 'POST',
    path: '/cal/uno.ics?action=attachment-add',
    body: 'ciao',
    headers: {
      'if-match': '"1"',
      'content-type': 'application/pdf',
      'content-disposition': 'attachment; filename="Delibera citta _1_.pdf"',
    },
  })
})

test('a file that is too large, too many or too late is told as that', async () => {
  const error = (condition: string) =>
    `<?xml version="1.0"?><D:error xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><C:${condition}/></D:error>`
  for (const [status, body, kind] of [
    [403, error('max-attachment-size'), 'too-large'],
    [403, error('max-attachments-per-resource'), 'quota'],
    [403, error('valid-managed-id'), 'managed-id'],
    [412, '', 'precondition'],
    [204, '', 'invalid-answer'],
  ] as const) {
    const { dav } = await badServer(() => ({ status, body }))
    await expect(addAttachment(dav, '/cal/uno.ics', file(), { match })).rejects.toMatchObject({ kind })
  }
})

test('a file is read as it comes, and looked for nowhere else', async () => {
  const { dav } = await badServer(({ path }) =>
    path === '/a/1'
      ? { status: 200, body: 'ciao' }
      : path === '/a/2'
        ? { status: 302, headers: { location: 'https://other.example/' } }
        : { status: 404 },
  )

  expect(await text((await openAttachment(dav, '/a/1')).bytes)).toBe('ciao')
  await expect(openAttachment(dav, '/a/2')).rejects.toMatchObject({ kind: 'redirect-refused' })
  await expect(openAttachment(dav, '/a/3')).rejects.toMatchObject({ kind: 'not-found' })
})
