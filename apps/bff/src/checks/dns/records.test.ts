import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { readDkimKey } from './dkim-key.ts'
import { isDmarc, readDmarc } from './dmarc-record.ts'
import { isAllowedMx, readStsPolicy } from './mta-sts-policy.ts'
import { isDnsName } from './questions.ts'
import { readTags } from './tags.ts'

const rsa = (modulusLength: number) => generateKeyPairSync('rsa', { modulusLength }).publicKey
const key2048 = rsa(2048)
const spki = key2048.export({ type: 'spki', format: 'der' }).toString('base64')
const ed25519 = generateKeyPairSync('ed25519')
  .publicKey.export({ type: 'spki', format: 'der' })
  .subarray(-32)
  .toString('base64')

test('tags are read with white space, in any order of letters, and a last semicolon', () => {
  expect(readTags(' v = DKIM1 ;\r\n\t K=rsa;p=AB CD ; ').entries).toEqual([
    ['v', 'DKIM1'],
    ['k', 'rsa'],
    ['p', 'AB CD'],
  ])
})

test.each(['v=1; v=2', 'v=1; nonsense', 'v=1;;p=2', '=x', '1a=b', 'p=caffè', 'a\0=b'])(
  'in %j there is something that is no tag',
  (text) => {
    expect(readTags(text).wrong.length).toBe(1)
  },
)

test('a key is as long as its modulus, in either of the two wrappings', () => {
  const pkcs1 = key2048.export({ type: 'pkcs1', format: 'der' }).toString('base64')
  for (const p of [spki, pkcs1, `${spki.slice(0, 100)} \t${spki.slice(100)}`])
    expect(readDkimKey(`v=DKIM1; k=rsa; p=${p}`)).toMatchObject({
      kind: 'key',
      type: 'rsa',
      bits: 2048,
      problem: null,
    })
  expect(
    readDkimKey(`p=${rsa(1024).export({ type: 'spki', format: 'der' }).toString('base64')}`),
  ).toMatchObject({
    bits: 1024,
  })
  expect(readDkimKey(`v=DKIM1; k=ed25519; p=${ed25519}`)).toMatchObject({ type: 'ed25519', bits: 256 })
})

test('flags, hashes and services of a key are looked at', () => {
  expect(readDkimKey(`v=DKIM1; t=s:y; p=${spki}`)).toMatchObject({ testing: true })
  expect(readDkimKey(`v=DKIM1; h=sha1; p=${spki}`)).toMatchObject({ problem: 'hash' })
  expect(readDkimKey(`v=DKIM1; h=sha1:sha256; s=email; p=${spki}`)).toMatchObject({ problem: null })
  expect(readDkimKey(`v=DKIM1; s=tlsrpt; p=${spki}`)).toMatchObject({ problem: 'service' })
})

test.each([
  ['v=DKIM1; p=', { kind: 'revoked' }],
  ['v=DKIM1; k=rsa', { kind: 'wrong', why: 'tags' }],
  ['k=rsa; v=DKIM1; p=AA', { kind: 'wrong', why: 'version' }],
  ['v=DKIM2; p=AA', { kind: 'wrong', why: 'version' }],
  ['v=DKIM1; k=dsa; p=AA', { kind: 'wrong', why: 'type' }],
  ['v=DKIM1; p=AAAA', { kind: 'wrong', why: 'key' }],
  ['v=DKIM1; p=***', { kind: 'wrong', why: 'key' }],
  [`v=DKIM1; p=${spki.slice(0, 200)}`, { kind: 'wrong', why: 'key' }],
  [`v=DKIM1; k=ed25519; p=${spki}`, { kind: 'wrong', why: 'key' }],
  [`v=DKIM1; p=${'A'.repeat(20_000)}`, { kind: 'wrong', why: 'key' }],
  [`v=DKIM1; p=${spki}; p=${spki}`, { kind: 'wrong', why: 'tags' }],
  ['', { kind: 'wrong', why: 'tags' }],
])('%.40s is no key', (text, expected) => {
  expect(readDkimKey(text)).toEqual(expected)
})

test.each([
  ['v=DMARC1', true],
  ['v = DMARC1 ; p=none', true],
  ['v=DMARC1p=none', false],
  ['v=dmarc1; p=none', false],
  ['p=none; v=DMARC1', false],
])('%j is a record of DMARC: %s', (text, is) => {
  expect(isDmarc(text)).toBe(is)
})

test('a policy is read with all it says', () => {
  expect(
    readDmarc(
      'v=DMARC1; p=Quarantine; sp=reject; pct=50; rua=mailto:Dmarc@Provincia.example!10m, mailto:b@c.example,https://x.example/; fo=1; unknown=x',
    ),
  ).toEqual({
    kind: 'policy',
    p: 'quarantine',
    sp: 'reject',
    pct: 50,
    rua: ['dmarc@provincia.example', 'b@c.example'],
    wrongRua: ['https://x.example/'],
  })
})

test.each([
  'v=DMARC1',
  'v=DMARC1; p=',
  'v=DMARC1; p=strict',
  'v=DMARC1; p=none; sp=all',
  'v=DMARC1; p=none; pct=101',
  'v=DMARC1; p=none; pct=-1',
  'v=DMARC1; p=none; aspf=x',
  'v=DMARC1; p=none; p=reject',
  'v=DMARC1; p=none, rua=mailto:a@b.example; \u202e',
])('%j is wrong', (text) => {
  expect(readDmarc(text).kind).toBe('wrong')
})

test('the file of a policy is read as RFC 8461 writes it', () => {
  expect(
    readStsPolicy(
      'version: STSv1\r\nmode: enforce\r\nmx: MX1.comune.example\nmx: *.provincia.example\nmax_age: 604800\nother: x\n\n',
    ),
  ).toEqual({
    kind: 'policy',
    mode: 'enforce',
    mx: ['mx1.comune.example', '*.provincia.example'],
    maxAge: 604800,
  })
})

test.each([
  '',
  '<html>',
  'version: STSv2\nmode: none\nmax_age: 1',
  'version: STSv1\nmode: on\nmx: a.example\nmax_age: 1',
  'version: STSv1\nmode: enforce\nmax_age: 1',
  'version: STSv1\nmode: enforce\nmx: a b\nmax_age: 1',
  'version: STSv1\nmode: enforce\nmx: a.example\nmax_age: 99999999999',
  'version: STSv1\nmode: enforce\nmx: a.*.example\nmax_age: 1',
])('%j is no policy', (text) => {
  expect(readStsPolicy(text).kind).toBe('wrong')
})

test('a star in a policy stands for one label', () => {
  expect(isAllowedMx('mx1.provincia.example', ['*.provincia.example'])).toBe(true)
  expect(isAllowedMx('a.mx1.provincia.example', ['*.provincia.example'])).toBe(false)
  expect(isAllowedMx('provincia.example', ['*.provincia.example'])).toBe(false)
})

test.each([
  ['_dmarc.comune.example', true],
  ['a'.repeat(64), false],
  ['', false],
  ['a..b', false],
  ['comuné.example', false],
  ['a b', false],
  [`${'a.'.repeat(126)}ab`, false],
])('%.20j can be asked for: %s', (name, is) => {
  expect(isDnsName(name)).toBe(is)
})
