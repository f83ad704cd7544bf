import type { Mailbox } from '@staffetta/contract'
import { expect, test } from 'vitest'
import { canHold, isMovable } from './move-mailbox.ts'

const can = { rename: true, remove: true, createChild: true, insert: true, expunge: true }

const aMailbox = (id: string, parentId: string | null, values: Partial<Mailbox> = {}): Mailbox => ({
  id,
  parentId,
  name: id,
  role: null,
  namespace: 'personal',
  selectable: true,
  subscribed: true,
  total: 0,
  unread: 0,
  can,
  ...values,
})

const pratiche = aMailbox('pratiche', null)
const scia = aMailbox('scia', 'pratiche')
const anno = aMailbox('2026', 'scia')
const giunta = aMailbox('giunta', null)
const all = [pratiche, scia, anno, giunta]

test('a folder moves below any other that takes folders, but not where it is already', () => {
  expect(canHold(giunta, scia, all)).toBe(true)
  expect(canHold(pratiche, scia, all)).toBe(false)
})

test('a folder never moves below itself or below what is inside it', () => {
  expect(canHold(pratiche, pratiche, all)).toBe(false)
  expect(canHold(anno, pratiche, all)).toBe(false)
})

test('what the server or another person holds takes no folder', () => {
  expect(canHold(aMailbox('x', null, { can: { ...can, createChild: false } }), scia, all)).toBe(false)
  expect(canHold(aMailbox('y', null, { namespace: 'other' }), scia, all)).toBe(false)
})

test('folders with a purpose and those of others stay where they are', () => {
  expect(isMovable(scia)).toBe(true)
  expect(isMovable(aMailbox('sent', null, { role: 'sent' }))).toBe(false)
  expect(isMovable(aMailbox('z', null, { namespace: 'shared' }))).toBe(false)
})
