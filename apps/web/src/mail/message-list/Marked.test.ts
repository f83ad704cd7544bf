import { expect, test } from 'vitest'
import { splitAtWords } from './Marked.tsx'

const marked = (text: string, ...words: string[]) =>
  splitAtWords(text, words)
    .map((piece) => (piece.found ? `[${piece.text}]` : piece.text))
    .join('')

test('words are marked whatever their case and accents', () => {
  expect(marked('Verbale della città', 'VERBALE', 'citta')).toBe('[Verbale] della [città]')
})

test('overlapping words are marked as one', () => {
  expect(marked('sopralluogo', 'sopra', 'pralluogo')).toBe('[sopralluogo]')
})

test('what is not there marks nothing, and an empty word neither', () => {
  expect(marked('SCIA via del Mulino', 'xyz', '')).toBe('SCIA via del Mulino')
})
