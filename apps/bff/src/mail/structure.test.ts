import type { MessageStructureObject } from 'imapflow'
import { expect, test } from 'vitest'
import { isRealAttachment, readStructure } from './structure.ts'

const leaf = (
  part: string,
  type: string,
  more: Partial<MessageStructureObject> = {},
): MessageStructureObject => ({ part, type, size: 10, ...more })
const multipart = (kind: string, ...childNodes: MessageStructureObject[]): MessageStructureObject => ({
  type: `multipart/${kind}`,
  childNodes,
})

test('an alternative gives both bodies, and what is mixed with it is attached', () => {
  const found = readStructure(
    multipart(
      'mixed',
      multipart('alternative', leaf('1.1', 'text/plain'), leaf('1.2', 'text/html')),
      leaf('2', 'application/pdf', {
        disposition: 'attachment',
        dispositionParameters: { filename: 'a.pdf' },
      }),
    ),
  )

  expect(
    found.bodies.map(({ plain, rich }) => [
      plain.map((part) => part.partId),
      rich.map((part) => part.partId),
    ]),
  ).toEqual([[['1.1'], ['1.2']]])
  expect(found.attachments.map((part) => part.fileName)).toEqual(['a.pdf'])
})

test('a text sent as a file stays a file', () => {
  const found = readStructure(
    multipart(
      'mixed',
      leaf('1', 'text/plain'),
      leaf('2', 'text/plain', { disposition: 'attachment', dispositionParameters: { filename: 'note.txt' } }),
    ),
  )

  expect(found.attachments.map((part) => part.partId)).toEqual(['2'])
})

test('an image the body refers to is no attachment to a person', () => {
  const found = readStructure(
    multipart('related', leaf('1', 'text/html'), leaf('2', 'image/png', { id: '<logo@x>' })),
  )

  expect(found.attachments).toHaveLength(1)
  expect(found.attachments[0]?.contentId).toBe('logo@x')
  expect(found.attachments.filter(isRealAttachment)).toEqual([])
})

test.each([
  [{ 'filename*': "utf-8''%C3%A8%20stato.pdf" }, 'è stato.pdf'],
  [{ 'filename*0*': "iso-8859-1''caff%E8", 'filename*1': ' lungo.pdf' }, 'caffè lungo.pdf'],
  [{ filename: '=?utf-8?B?w6ggc3RhdG8ucGRm?=' }, 'è stato.pdf'],
  [{ filename: '../../x.pdf' }, 'x.pdf'],
])('the file name %j reads %j', (dispositionParameters, expected) => {
  const found = readStructure(
    leaf('1', 'application/pdf', {
      disposition: 'attachment',
      dispositionParameters: dispositionParameters as unknown as Record<string, string>,
    }),
  )

  expect(found.attachments[0]?.fileName).toBe(expected)
})

test('a tree without end is cut and says so', () => {
  let deep = leaf('1', 'text/plain')
  for (let i = 0; i < 2000; i++) deep = multipart('mixed', deep)
  const wide = multipart(
    'mixed',
    ...Array.from({ length: 5000 }, (_, i) => leaf(String(i + 1), 'application/pdf')),
  )

  expect(readStructure(deep).tooMany).toBe(true)
  expect(readStructure(wide)).toMatchObject({ tooMany: true })
  expect(readStructure(undefined).broken).toBe(true)
})
