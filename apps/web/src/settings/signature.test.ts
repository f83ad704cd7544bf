import { expect, test } from 'vitest'
import { signatureHtml, signatureText } from './signature.ts'

test.each([
  'Elena Guidi\nUfficio tecnico',
  'Riga\n\nDopo una vuota',
  'Tel. <0722> & "altro" \'qui\' &lt;',
  '',
])('lines come back as they were written (%j)', (text) => {
  expect(signatureText(signatureHtml(text))).toBe(text)
})

test('what is written never becomes markup', () => {
  expect(signatureHtml('<img src=x onerror=alert(1)>')).toBe('<p>&lt;img src=x onerror=alert(1)&gt;</p>')
})
