import { randomBytes } from 'node:crypto'
import { createCollection, discover, openDav } from '@staffetta/dav'
import { startRadicale } from '@staffetta/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CalendarAccounts } from '../src/calendar/account/calendar-accounts.ts'
import { ServiceCalendars } from '../src/calendar/account/service-calendars.ts'
import { openDatabase } from '../src/db/open.ts'
import { setServiceAccount } from '../src/db/service-accounts.ts'
import { setEndpoint } from '../src/db/endpoints.ts'
import { addTenant, findTenant, type Tenant } from '../src/db/tenants.ts'
import { startDatabase } from './database.ts'

const key = randomBytes(32)
const password = 'password'
const servizio = { address: 'staffetta@monte.example', password, domain: 'monte.example' }
const closers: (() => Promise<unknown> | void)[] = []
let services: ServiceCalendars
let monte: Tenant

beforeAll(async () => {
  const [postgres, radicale] = await Promise.all([
    startDatabase(),
    startRadicale({
      users: ['elena@monte.example', 'vito@borgo.example'].map((address) => ({ address, password })),
      services: [servizio],
    }),
  ])
  const db = openDatabase(postgres.url, () => undefined)
  for (const slug of ['monte', 'borgo']) {
    const domains = [`${slug}.example`]
    await addTenant(db, { slug, name: slug, hue: null, help: null, domains, hosts: [] })
    const tenant = await findTenant(db, 'slug', slug)
    const endpoint = { host: '127.0.0.1', port: radicale.port, tls: 'none', verifyName: null } as const
    await setEndpoint(db, tenant!.id, 'dav', endpoint)
    const user = slug === 'monte' ? 'elena@monte.example' : 'vito@borgo.example'
    const dav = openDav({
      url: radicale.url,
      allowCleartext: true,
      credentials: { kind: 'basic', user, password },
    })
    const { calendarHomes } = await discover(dav)
    await createCollection(dav, calendarHomes[0]!, {
      kind: 'calendar',
      name: 'agenda',
      displayName: 'Agenda',
    })
    await dav.close()
  }
  const { id } = (await findTenant(db, 'slug', 'monte'))!
  await setServiceAccount(db, key, id, 'dav', { user: servizio.address, password })
  monte = (await findTenant(db, 'slug', 'monte'))!
  const accounts = new CalendarAccounts({ publish: () => undefined, undoPlace: { db, key } })
  services = new ServiceCalendars({ db, key, accounts })
  closers.push(
    () => accounts.close(),
    () => db.destroy(),
    () => Promise.all([postgres.stop(), radicale.stop()]),
  )
})

afterAll(async () => {
  for (const close of closers) await close()
})

test('calendars of one of the tenant’s people are opened through its service account', async () => {
  const account = await services.behalf(monte, 'Elena@monte.example')

  const { collections } = await account!.collections()
  expect(collections.map(({ displayName }) => displayName)).toEqual(['Agenda'])
  expect(await account!.me()).toEqual(['elena@monte.example'])
})

test('nobody of another tenant is opened, and nobody who is not there', async () => {
  expect(await services.behalf(monte, 'vito@borgo.example')).toBeNull()
  expect(await services.behalf(monte, 'nessuno@monte.example')).toBeNull()
})

test('a service account sealed with another key opens nothing', async () => {
  const other = new ServiceCalendars({
    db: undefined as never,
    key: randomBytes(32),
    accounts: undefined as never,
  })

  expect(other.serves(monte)).toBe(false)
  expect(await other.behalf(monte, 'elena@monte.example')).toBeNull()
})
