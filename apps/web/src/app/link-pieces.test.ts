import { expect, test } from 'vitest'
import { linkPieces } from './link-pieces.ts'

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
