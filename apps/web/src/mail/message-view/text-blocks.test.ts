import { expect, test } from 'vitest'
import { textBlocks } from './text-blocks.ts'

test('what is quoted at the end can be folded, what stands between answers cannot', () => {
  const blocks = textBlocks('Sì.\n> prima?\nE poi:\n> seconda?\n> terza?', false)

  expect(blocks.map((block) => block.kind)).toEqual(['text', 'quote', 'text', 'quote'])
  expect(blocks.map((block) => block.kind === 'quote' && block.last)).toEqual([false, false, false, true])
})

test('flowed lines are joined within one depth', () => {
  expect(textBlocks('uno \ndue\n> tre \n> quattro', true)).toEqual([
    { kind: 'text', lines: ['uno due'] },
    { kind: 'quote', depth: 1, lines: ['tre quattro'], last: true },
  ])
})

test('the signature begins after its mark', () => {
  expect(textBlocks('Ciao\n-- \nElena', false).at(-1)).toEqual({ kind: 'signature', lines: ['Elena'] })
})
