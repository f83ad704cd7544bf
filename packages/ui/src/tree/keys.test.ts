import { expect, test } from 'vitest'
import { nextInTree } from './keys.ts'

const nodes = [
  { id: 'inbox', label: 'Posta in arrivo', level: 1 },
  { id: 'drafts', label: 'Bozze', level: 1 },
  { id: 'plans', label: 'Pratiche edilizie', level: 1, expanded: true },
  { id: 'scia', label: 'SCIA 2026', level: 2 },
  { id: 'council', label: 'Giunta', level: 1, expanded: false },
]
const typed = () => ({ text: '', at: 0 })
const focus = (id: string) => ({ kind: 'focus', id })

test('arrows walk the visible nodes and stop at the ends', () => {
  expect(nextInTree(nodes, 'inbox', 'ArrowDown', typed())).toEqual(focus('drafts'))
  expect(nextInTree(nodes, 'inbox', 'ArrowUp', typed())).toBeUndefined()
  expect(nextInTree(nodes, 'council', 'ArrowDown', typed())).toBeUndefined()
  expect(nextInTree(nodes, 'drafts', 'End', typed())).toEqual(focus('council'))
})

test('right opens a closed node, then goes to its first child; left goes back', () => {
  expect(nextInTree(nodes, 'council', 'ArrowRight', typed())).toEqual({ kind: 'toggle', expanded: true })
  expect(nextInTree(nodes, 'plans', 'ArrowRight', typed())).toEqual(focus('scia'))
  expect(nextInTree(nodes, 'scia', 'ArrowLeft', typed())).toEqual(focus('plans'))
  expect(nextInTree(nodes, 'plans', 'ArrowLeft', typed())).toEqual({ kind: 'toggle', expanded: false })
})

test('letters jump, more letters narrow, and the search begins anew after a pause', () => {
  const letters = typed()

  expect(nextInTree(nodes, 'inbox', 'p', letters, 1000)).toEqual(focus('plans'))
  expect(nextInTree(nodes, 'plans', 'o', letters, 1100)).toEqual(focus('inbox'))
  expect(nextInTree(nodes, 'inbox', 'b', letters, 5000)).toEqual(focus('drafts'))
})

test('other keys mean nothing here', () => {
  for (const key of ['Tab', 'Escape', 'F5', '/'])
    expect(nextInTree(nodes, 'inbox', key, typed())).toBeUndefined()
})
