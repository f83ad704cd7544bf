import { expect, test } from 'vitest'
import { isDangerous, safeFileName } from './file-name.ts'

test.each([
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\x\\fattura.pdf', 'fattura.pdf'],
  ['fattura\u202Efdp.exe', 'fatturafdp.exe'],
  ['riga\r\nX-Evil: 1.pdf', 'rigaX-Evil_ 1.pdf'],
  ['CON.txt', '_CON.txt'],
  ['...', 'allegato.pdf'],
  ['', 'allegato.pdf'],
  ['\u0000', 'allegato.pdf'],
  ['è stato.pdf', 'è stato.pdf'],
])('%j is saved as %j', (given, expected) => {
  expect(safeFileName(given, 'application/pdf')).toBe(expected)
})

test('a name of 5,000 characters is cut and keeps its true extension', () => {
  const name = safeFileName(`${'a'.repeat(5000)}.pdf.exe`, 'application/pdf')

  expect(name.length).toBeLessThanOrEqual(150)
  expect(name.endsWith('.exe')).toBe(true)
  expect(isDangerous(name, 'application/pdf')).toBe(true)
})
