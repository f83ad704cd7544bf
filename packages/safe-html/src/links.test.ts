import { expect, test } from 'vitest'
import { describeLink, readableHost } from './links.ts'

test('a link whose words name another host says so', () => {
  expect(describeLink('https://evil.example/login', 'www.banca.example')).toMatchObject({
    host: 'evil.example',
    claimed: 'www.banca.example',
  })
  expect(describeLink('https://evil.example/', 'https://banca.example/accedi')).toMatchObject({
    claimed: 'banca.example',
  })
  expect(describeLink('https://banca.example.evil.example/', 'banca.example')).toMatchObject({
    claimed: 'banca.example',
  })
})

test('a link that says where it goes, or says nothing of it, is honest', () => {
  expect(describeLink('https://www.comune.example/a', 'comune.example').claimed).toBeNull()
  expect(describeLink('https://pagamenti.comune.example/a', 'https://comune.example').claimed).toBeNull()
  expect(describeLink('https://x.example/doc', 'Verbale.pdf').claimed).toBeNull()
  expect(describeLink('https://x.example/', 'clicca qui').claimed).toBeNull()
  expect(describeLink('mailto:a@b.example', 'a@b.example')).toEqual({
    href: 'mailto:a@b.example',
    host: '',
    claimed: null,
  })
})

test('invisible characters do not hide the host that is named', () => {
  expect(describeLink('https://evil.example/', 'ban\u200bca.exam\u202eple').claimed).toBe('banca.example')
})

test('the name before an @ is not where an address leads', () => {
  expect(describeLink('https://banca.example@evil.example/', 'https://banca.example').host).toBe(
    'evil.example',
  )
  expect(describeLink('https://evil.example/', 'https://banca.example@evil.example/').claimed).toBeNull()
})

test('a host in its own letters is readable, one that mixes scripts to deceive is not', () => {
  expect(readableHost('xn--mnchen-3ya.example')).toBe('münchen.example')
  expect(readableHost('xn--80ak6aa92e.example')).toBe('xn--80ak6aa92e.example')
  expect(readableHost('xn--pple-43d.example')).toBe('xn--pple-43d.example')
})
