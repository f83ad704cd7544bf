import { expect, test } from 'vitest'
import { cutName, fileKind } from './file-kind.ts'

test('the tile says the true extension, whatever stands before it', () => {
  expect(fileKind('Verbale.pdf.p7m')).toEqual({ word: 'P7M', colour: 'viola' })
  expect(fileKind('fattura.pdf.exe').word).toBe('EXE')
  expect(fileKind('LEGGIMI').word).toBe('···')
})

test('a long name is cut in the middle and loses nothing', () => {
  const name = 'Relazione_tecnica_molto_lunga.pdf'
  const [start, end] = cutName(name)
  expect(start + end).toBe(name)
  expect(end.endsWith('.pdf')).toBe(true)
  expect(cutName('a.pdf')).toEqual(['a.pdf', ''])
})
