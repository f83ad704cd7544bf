import { expect, test } from 'vitest'
import { paragraphsOf, prefixed } from './draft-opening.ts'

test.each([
  ['Verbale', 'Re: Verbale'],
  ['Re: Verbale', 'Re: Verbale'],
  ['R: RE: Rif: Verbale', 'Re: Verbale'],
  ['Regolamento: bozza', 'Re: Regolamento: bozza'],
])('an answer to %j is %j', (subject, answer) => {
  expect(prefixed('Re: ', subject)).toBe(answer)
})

test('a forwarded subject is marked once', () => {
  expect(prefixed('Fwd: ', 'I: Fw: Verbale')).toBe('Fwd: Verbale')
})

test('text becomes paragraphs, its own marks stay text', () => {
  expect(paragraphsOf('a <b>\nc\n\nd & e')).toBe('<p>a &lt;b&gt;<br>c</p><p>d &amp; e</p>')
})
