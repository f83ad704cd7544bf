import { expect, test } from 'vitest'
import { cleanPreview, partPreview } from './preview.ts'
import type { Part } from './structure.ts'

const html = { type: 'text/html', encoding: '8bit', charset: 'utf-8' } as Part
const plain = { ...html, type: 'text/plain' }

test('a newsletter shows its first words, not its style sheet', () => {
  const bytes = Buffer.from(
    '<html><head><style>p{color:red}</style></head><body><!-- x --><p>Perch&egrave; s&igrave; &amp; no</p>',
  )

  expect(cleanPreview(partPreview(html, bytes))).toBe('Perchè sì & no')
})

test('an answer shows its own words before those it quotes', () => {
  expect(cleanPreview(partPreview(plain, Buffer.from('> vecchio\n> testo\nD’accordo.\n')))).toBe('D’accordo.')
})

test('a part cut in the middle of a tag gives what there is', () => {
  expect(cleanPreview(partPreview(html, Buffer.from('<p>Ciao</p><img alt="'))).trim()).toBe('Ciao')
})
