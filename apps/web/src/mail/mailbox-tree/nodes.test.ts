import type { Mailbox } from '@staffetta/contract'
import { createTranslator, loadCatalogue } from '@staffetta/i18n'
import { expect, test } from 'vitest'
import { treeSections } from './nodes.ts'

const t = createTranslator('it', await loadCatalogue('it'))

function aMailbox(id: string, values: Partial<Mailbox> = {}): Mailbox {
  return {
    id,
    parentId: null,
    name: id,
    role: null,
    namespace: 'personal',
    selectable: true,
    subscribed: true,
    total: 0,
    unread: 0,
    can: { rename: true, remove: true, createChild: true, insert: true, expunge: true },
    ...values,
  }
}

const outline = (mailboxes: Mailbox[], open: string[] = []) =>
  treeSections(mailboxes, (id) => open.includes(id), t).map((section) =>
    section.nodes.map((node) => `${'  '.repeat(node.level - 1)}${node.name}`),
  )

test('mailboxes with a purpose come first in their order and by their word', () => {
  const mailboxes = [
    aMailbox('x1', { role: 'trash', name: 'Deleted Items' }),
    aMailbox('inbox', { role: 'inbox', name: 'INBOX' }),
    aMailbox('x2', { role: 'sent', name: 'Sent' }),
  ]

  expect(outline(mailboxes)[0]).toEqual(['Posta in arrivo', 'Inviata', 'Cestino'])
})

test('folders are sorted as people count, and open ones show what is inside', () => {
  const mailboxes = [
    aMailbox('p10', { name: 'Pratica 10' }),
    aMailbox('p9', { name: 'Pratica 9' }),
    aMailbox('c', { name: 'SCIA', parentId: 'p9' }),
  ]

  expect(outline(mailboxes)[1]).toEqual(['Pratica 9', 'Pratica 10'])
  expect(outline(mailboxes, ['p9'])[1]).toEqual(['Pratica 9', '  SCIA', 'Pratica 10'])
})

test('a role below another mailbox (INBOX.Sent) has its own place and is not shown twice', () => {
  const mailboxes = [
    aMailbox('inbox', { role: 'inbox' }),
    aMailbox('s', { role: 'sent', parentId: 'inbox' }),
    aMailbox('f', { name: 'Fornitori', parentId: 'inbox' }),
  ]

  expect(outline(mailboxes, ['inbox'])[0]).toEqual(['Posta in arrivo', '  Fornitori', 'Inviata'])
})

test('a folder whose parent is not listed stands at the top', () => {
  expect(outline([aMailbox('a', { parentId: 'hidden' })])[1]).toEqual(['a'])
})

test('what others share stands apart', () => {
  const sections = outline([aMailbox('a', { namespace: 'shared' }), aMailbox('b', { namespace: 'other' })])

  expect(sections).toEqual([[], [], ['a'], ['b']])
})

test('the bare root of what others share is no folder: the people stand in its place', () => {
  const root = { namespace: 'other', selectable: false } as const
  const mailboxes = [
    aMailbox('shared', root),
    aMailbox('paolo.guerrini@monteverde.example', { ...root, parentId: 'shared' }),
    aMailbox('Pratiche', { namespace: 'other', parentId: 'paolo.guerrini@monteverde.example' }),
  ]

  expect(outline(mailboxes, ['paolo.guerrini@monteverde.example'])[3]).toEqual([
    'Paolo Guerrini',
    '  Pratiche',
  ])
})

test('a folder counts what is unread, the drafts all of them, the trash nothing', () => {
  const counts = { unread: 12, total: 40 }
  const [roles] = treeSections(
    [
      aMailbox('inbox', { role: 'inbox', ...counts }),
      aMailbox('d', { role: 'drafts', ...counts }),
      aMailbox('t', { role: 'trash', ...counts }),
    ],
    () => false,
    t,
  )

  expect(roles!.nodes.map((node) => node.count)).toEqual([12, 40, 0])
})
