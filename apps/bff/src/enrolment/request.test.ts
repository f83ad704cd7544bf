import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { letterType } from './letters.ts'
import { noticeWords } from './mail-words.ts'
import { slugStem } from './send-request.ts'

const signed = readFileSync(
  new URL('../../../../packages/testing/fixtures/files/Verbale.pdf.p7m', import.meta.url),
)

test.each([
  ['Comune di Monteverde sul Foglia', 'monteverde-sul-foglia'],
  ['Unione montana Alta Valle', 'unione-montana-alta-valle'],
  ['Comune di Sant’Angelo in Vado', 'sant-angelo-in-vado'],
  ['Provincia dimostrativa', 'dimostrativa'],
  ['Città di Fano', 'fano'],
  ['東京都', 'ente'],
  ['Comune di A', 'ente-a'],
  [`Comune di ${'Lunghissimo '.repeat(9)}`, 'lunghissimo-lunghissimo-lunghissimo-lunghissimo'],
])('%s is %s', (name, slug) => {
  expect(slugStem(name)).toBe(slug)
})

test('a letter is known by its bytes, signed in any of the ways programs write it', () => {
  const base64 = signed[0] === 0x30 ? signed.toString('base64') : signed.toString('latin1')
  const pem = `-----BEGIN PKCS7-----\n${base64.replaceAll(/\s/g, '').replaceAll(/.{64}/g, '$&\n')}\n-----END PKCS7-----\n`

  expect(letterType(signed)).toBe('p7m')
  expect(letterType(Buffer.from(pem))).toBe('p7m')
  expect(letterType(Buffer.from('\n%PDF-1.4\n'))).toBe('pdf')
  for (const other of ['', '<html>', 'MZ', '0\u0082'])
    expect(letterType(Buffer.from(other, 'latin1'))).toBeNull()
})

test('what is asked back is said with where to answer, and the name of a body breaks no sentence', () => {
  const about = {
    language: 'it',
    body: 'Comune di $& {body}',
    link: 'https://x/enrolment#t',
    help: null,
  } as const

  const asked = noticeWords({ kind: 'state', state: 'more-asked', reason: 'Manca la lettera' }, about)
  expect(asked.subject).toBe('Servono integrazioni alla richiesta: Comune di $& {body}')
  expect(asked.text).toContain('Motivo: Manca la lettera\n\nApri la richiesta')
  expect(asked.text).toContain('inviala di nuovo:\nhttps://x/enrolment#t')
  expect(noticeWords({ kind: 'link' }, about).subject).toContain('per Comune di $& {body}:')
})
