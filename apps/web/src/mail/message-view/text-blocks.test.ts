import { expect, test } from 'vitest'
import { linkPieces, textBlocks } from './text-blocks.ts'

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

test('addresses become links without the punctuation that follows them', () => {
  expect(
    linkPieces('Vedi https://comune.example/a?b=1. Scrivi a (info@comune.example), o www.comune.example!'),
  ).toEqual([
    { kind: 'words', text: 'Vedi ' },
    { kind: 'link', text: 'https://comune.example/a?b=1', href: 'https://comune.example/a?b=1' },
    { kind: 'words', text: '. Scrivi a (' },
    { kind: 'link', text: 'info@comune.example', href: 'mailto:info@comune.example' },
    { kind: 'words', text: '), o ' },
    { kind: 'link', text: 'www.comune.example', href: 'https://www.comune.example' },
    { kind: 'words', text: '!' },
  ])
})
