import { blankCard } from '@staffetta/contract'
import { expect, test } from 'vitest'
import { address, point } from '../editor/card-form.ts'
import { qrText } from './qr-text.ts'
import { addressLines, dateText, mapAddress, telephone, webAddress } from './words.ts'

const home = { ...address(), street: 'Via Roma 1', postalCode: '61020', locality: 'Monteverde', region: 'PU' }

test('an address is written as on an envelope', () => {
  expect(addressLines(home)).toEqual(['Via Roma 1', '61020 Monteverde (PU)'])
  expect(mapAddress(home)).toBe(
    'https://www.openstreetmap.org/search?query=Via%20Roma%201%2C%2061020%2C%20Monteverde',
  )
})

test.each([
  [{ year: null, month: 3, day: 12, text: '' }, '12 marzo'],
  [{ year: 1980, month: 3, day: 12, text: '' }, '12 marzo 1980'],
  [{ year: 1980, month: null, day: null, text: '' }, '1980'],
  [{ year: null, month: null, day: null, text: 'circa 1900' }, 'circa 1900'],
])('of %j what is known is said', (date, words) => {
  expect(dateText(date, 'it')).toBe(words)
})

test('a number is dialled without its blanks', () => {
  expect(telephone('+39 0722 555-0112')).toBe('tel:+3907225550112')
})

test('only an address of the web becomes a link', () => {
  expect(webAddress('www.monteverde.example')).toBe('https://www.monteverde.example')
  expect(webAddress('javascript:alert(1)')).toBeNull()
  expect(webAddress('vedi sotto')).toBeNull()
})

test('what a name has of commas and lines does not break the code', () => {
  const text = qrText({
    ...blankCard,
    fullName: 'Sarti, Lucia\nBEGIN:VCARD',
    emails: [{ ...point('work'), value: 'a@b.example' }],
  })
  expect(text.split('\r\n')).toContain('FN:Sarti\\, Lucia\\nBEGIN:VCARD')
  expect(text.split('\r\n').filter((line) => line === 'BEGIN:VCARD')).toHaveLength(1)
})
