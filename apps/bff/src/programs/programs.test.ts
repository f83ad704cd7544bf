import { expect, test } from 'vitest'
import type { Tenant } from '../db/tenants.ts'
import { askedAddress, autodiscoverOf } from './autodiscover.ts'
import { autoconfigOf } from './autoconfig.ts'
import { makeToken, readToken } from './profile-link.ts'
import { profileOf } from './profile.ts'
import { programServers } from './servers.ts'

const tenant = {
  id: 'a',
  slug: 'monteverde',
  name: 'Comune di <Monteverde> & "Foglia"',
  domains: ['monteverde.example'],
  services: ['mail', 'calendar', 'contacts'],
  endpoints: {
    imap: { host: 'imap.monteverde.example', port: 993, tls: 'tls', verifyName: null },
    smtp: { host: '192.168.1.4', port: 587, tls: 'starttls', verifyName: 'smtp.monteverde.example' },
    dav: { host: '127.0.0.1', port: 5232, tls: 'none', verifyName: null },
  },
  publicServers: { dav: { host: 'dav.monteverde.example', port: 443, tls: 'tls' } },
} as unknown as Tenant
const address = 'elena.guidi@monteverde.example'

test('servers are told by the names that are reached from outside', () => {
  expect(programServers(tenant)).toEqual([
    { kind: 'imap', host: 'imap.monteverde.example', port: 993, security: 'tls' },
    { kind: 'smtp', host: 'smtp.monteverde.example', port: 587, security: 'starttls' },
    { kind: 'caldav', host: 'dav.monteverde.example', port: 443, security: 'tls' },
    { kind: 'carddav', host: 'dav.monteverde.example', port: 443, security: 'tls' },
  ])
})

test.each(['127.0.0.1', '10.1.2.3', '::1', 'fd00::1', 'localhost', 'dovecot', 'mail.internal'])(
  'a server at %s is nobody’s outside',
  (host) => {
    const endpoints = { imap: { host, port: 993, tls: 'tls' as const, verifyName: null } }
    expect(programServers({ ...tenant, endpoints, publicServers: {} })).toEqual([])
  },
)

test('a service that is off is not told of', () => {
  expect(programServers({ ...tenant, services: ['contacts'] }).map(({ kind }) => kind)).toEqual(['carddav'])
})

test('the configuration of Thunderbird has the servers, no address, and nothing that is markup by accident', () => {
  const text = autoconfigOf(tenant, 'monteverde.example')!
  expect(text).toContain('<hostname>imap.monteverde.example</hostname>')
  expect(text).toContain('<socketType>STARTTLS</socketType>')
  expect(text).toContain('<displayName>Comune di &#60;Monteverde&#62; &#38; &#34;Foglia&#34;</displayName>')
  expect(text).toContain('<serverURL>https://dav.monteverde.example/</serverURL>')
  expect(autoconfigOf({ ...tenant, services: [] }, 'monteverde.example')).toBeUndefined()
})

test('Outlook is answered with the address it asked for, as text', () => {
  expect(askedAddress(`<Request><EMailAddress>${address}</EMailAddress></Request>`)).toBe(address)
  expect(askedAddress('<EMailAddress>a<b/>@x</EMailAddress>')).toBeUndefined()
  expect(autodiscoverOf(tenant, `"'@monteverde.example`)).toContain(
    '<LoginName>&#34;&#39;@monteverde.example</LoginName>',
  )
})

test('the profile is the same each time, and has no password', () => {
  const text = profileOf(tenant, address)!
  expect(text).toBe(profileOf(tenant, address))
  expect(text).toContain(`<key>IncomingMailServerUsername</key>\n<string>${address}</string>`)
  expect(text).toContain('com.apple.carddav.account')
  expect(text).not.toMatch(/<key>(Incoming|CalDAV|CardDAV|Outgoing)Password<\/key>/)
})

test('a link opens its own profile for a quarter of an hour, and nobody can write one', () => {
  const [key, now] = [Buffer.alloc(32, 1), new Date('2026-11-26T10:00:00Z')]
  const { token, until } = makeToken(key, { tenantId: 'a', address }, now)
  expect(readToken(key, token, now)).toEqual({ tenantId: 'a', address })
  expect(readToken(key, token, until)).toBeUndefined()
  expect(readToken(Buffer.alloc(32, 2), token, now)).toBeUndefined()
  expect(
    readToken(
      key,
      token.replace(/^./, (one) => (one === 'A' ? 'B' : 'A')),
      now,
    ),
  ).toBeUndefined()
})
