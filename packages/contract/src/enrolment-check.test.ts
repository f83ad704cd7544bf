import { expect, test } from 'vitest'
import { domainFlaw, flawsOf, isEmail, isTaxCode } from './enrolment-check.ts'
import type { Dossier } from './enrolment.ts'

const lucia = { name: 'Lucia Sarti', email: 'lucia.sarti@monteverde.example', phone: '' }
const nobody = { name: '', email: '', phone: '' }
const none = { host: '', port: 0, tls: 'tls' } as const

const whole: Dossier = {
  body: {
    ipaCode: 'c_x999',
    name: 'Comune di Monteverde sul Foglia',
    kind: 'municipality',
    taxCode: '00000000000',
    pec: 'protocollo@pec.monteverde.example',
    address: '',
  },
  people: {
    requester: lucia,
    technical: lucia,
    owner: lucia,
    digital: lucia,
    privacy: lucia,
    support: nobody,
  },
  agreement: { number: '48', date: '2026-01-12' },
  hosting: {
    domains: [{ name: 'monteverde.example', shared: false }],
    where: 'provider',
    endpoints: { imap: none, smtp: none, sieve: none, dav: none },
    mailboxes: null,
    gigabytes: null,
    webmail: '',
  },
  services: ['mail'],
  privacy: { appointment: true, logDays: 21, logReason: '', notice: 'Chi tratta i dati…' },
}
const fieldsOf = (dossier: Dossier, letters = 1) =>
  flawsOf(dossier, letters).map(({ field, kind }) => `${field} ${kind}`)

test.each([
  ['monteverde.example', null],
  ['comune.monteverde.pu.it', null],
  ['città.it', 'domain'],
  ['monteverde', 'domain-ending'],
  ['polizialocale.monteverde', 'domain-ending'],
  ['-a.it', 'domain'],
  ['a..it', 'domain'],
  ['@monteverde.it', 'domain'],
  ['', 'missing'],
])('the domain %j: %s', (domain, flaw) => {
  expect(domainFlaw(domain)).toBe(flaw)
})

test.each([
  ['lucia.sarti@monteverde.example', true],
  ['lucia@monteverde', false],
  ['lucia@@monteverde.it', false],
  ['@monteverde.it', false],
  ['a b@monteverde.it', false],
  ['a\r\nBcc:x@monteverde.it', false],
])('%j is an address: %s', (text, is) => {
  expect(isEmail(text)).toBe(is)
})

test('a tax code that was typed wrong is noticed by its last digit', () => {
  expect(isTaxCode('12345678903')).toBe(true)
  expect(isTaxCode('12345678930')).toBe(false)
  expect(isTaxCode('1234567890')).toBe(false)
})

test('a whole dossier has no flaw, and every flaw of an empty one names its field', () => {
  expect(fieldsOf(whole)).toEqual([])
  expect(
    fieldsOf(
      {
        ...whole,
        body: { ...whole.body, taxCode: '1', pec: 'x' },
        agreement: { number: '', date: '2026-02-30' },
      },
      0,
    ),
  ).toEqual([
    'body.taxCode tax-code',
    'body.pec email',
    'agreement.number missing',
    'agreement.date date',
    'agreement.letter letter',
  ])
})

test('who has a server of their own names it, one for calendars only where calendars are asked for', () => {
  const own: Dossier = { ...whole, hosting: { ...whole.hosting, where: 'own' } }

  expect(fieldsOf(own)).toEqual([
    'hosting.endpoints.imap.host missing',
    'hosting.endpoints.smtp.host missing',
  ])
  expect(fieldsOf({ ...own, services: ['mail', 'calendar'] }).at(-1)).toBe('hosting.endpoints.dav.host dav')
})

test('logs kept for longer than usual want a reason', () => {
  const longer = (logReason: string) =>
    fieldsOf({ ...whole, privacy: { ...whole.privacy, logDays: 60, logReason } })

  expect(longer(' ')).toEqual(['privacy.logReason log-reason'])
  expect(longer('Lo chiede il regolamento.')).toEqual([])
})
