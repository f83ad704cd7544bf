// @vitest-environment jsdom
import { beforeEach, expect, test } from 'vitest'
import { emptyDraft, newComposer } from './composer-state.ts'
import { addComposer, bringForward, changeDraft, composers, findComposer } from './composers.ts'

const open = (id: string) =>
  addComposer(newComposer(emptyDraft(id, { name: '', address: 'a@b.example' }), 'ready'))
const views = () => composers.get().list.map(({ id, view }) => `${id} ${view}`)

beforeEach(() => {
  composers.set({ list: [] })
  window.innerWidth = 1000
})

test('where there is room for one, the others fold to their titles', () => {
  open('a')
  open('b')
  expect(views()).toEqual(['a minimised', 'b docked'])

  bringForward('a')
  expect(views()).toEqual(['a docked', 'b minimised'])
})

test('where there is room for two, two stand side by side', () => {
  window.innerWidth = 1440
  open('a')
  open('b')
  open('c')
  expect(views()).toEqual(['a minimised', 'b docked', 'c docked'])
})

test('each change is a new version to save, and what folds keeps its words', () => {
  open('a')
  changeDraft('a', { subject: 'Verbale' })
  changeDraft('a', ({ subject }) => ({ subject: `${subject} 2` }))
  open('b')

  expect(findComposer('a')).toMatchObject({
    version: 2,
    saveState: 'changed',
    draft: { subject: 'Verbale 2' },
  })
})
