import { randomBytes } from 'node:crypto'
import type {
  Book,
  DirectoryBooks,
  DirectoryTrial,
  TenantDirectory,
  TenantServers,
} from '@staffetta/contract'
import { createCollection, createObject, listCollections } from '@staffetta/dav'
import { type Slapd, startSlapd } from '@staffetta/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { directoryCommands } from '../src/cli/directory-commands.ts'
import { setEndpoint } from '../src/db/endpoints.ts'
import { listEntries } from '../src/db/register.ts'
import { findTenant, setLdapDirectory } from '../src/db/tenants.ts'
import { commandLine } from '../src/register/record.ts'
import { administrator } from './administrator.ts'
import { codeOf, listenTo, type Office, openOffice } from './calendar-desk.ts'
import { call, type ContactsDesk, davOf, newContactsDesk, vcard } from './contacts-desk.ts'

let office: Office
let ldap: Slapd
let desk: ContactsDesk

const env = {
  STAFFETTA_KEY: randomBytes(32).toString('base64'),
  STAFFETTA_LDAP_SECONDS: '1',
  STAFFETTA_SERVER_NETWORKS: '127.0.0.0/8',
}

/** A picture of one point. */
const photo =
  '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////' +
  'wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA='
const base = 'dc=comune,dc=example'
const unit = (name: string, above = base) =>
  `dn: ou=${name},${above}\nobjectClass: organizationalUnit\nou: ${name}\n`
const person = (uid: string, given: string, family: string, place: string, ...lines: string[]) =>
  [
    `dn: uid=${uid},${place}`,
    'objectClass: inetOrgPerson',
    'objectClass: extensibleObject',
    `uid: ${uid}`,
    `cn: ${given} ${family}`,
    `givenName: ${given}`,
    `sn: ${family}`,
    ...lines,
    '',
  ].join('\n')
const citizens = `ou=Servizi al cittadino,${base}`
const registry = `ou=Anagrafe,${citizens}`
const sarti = `uid=sarti,${registry}`

beforeAll(async () => {
  ;[office, ldap] = await Promise.all([
    openOffice(env, ['Radicale']),
    startSlapd(
      [
        unit('Servizi al cittadino'),
        unit('Anagrafe', citizens),
        person(
          'serafini',
          'Giorgio',
          'Serafini',
          base,
          'departmentNumber: Segreteria generale',
          'ou: Segreteria',
        ),
        person(
          'sarti',
          'Lucia',
          'Sarti',
          registry,
          'mail: lucia@comune.example',
          'mail: anagrafe@comune.example',
          'title: Ufficiale d’anagrafe',
          'telephoneNumber: 0722 555 0112',
          'mobile: 333 1234567',
          `manager: uid=serafini, ${base}`,
          `jpegPhoto:: ${photo}`,
        ),
        person('rossi', 'Nascosta', 'Rossi', base, 'msExchHideFromAddressLists: TRUE'),
        person('esterno', 'Ditta', 'Esterna', base, 'employeeType: esterno'),
      ].join('\n'),
    ),
  ])
  const { db } = office.server
  const { id } = (await findTenant(db, 'slug', 'radicale'))!
  await setEndpoint(db, id, 'ldap', { host: '127.0.0.1', port: ldap.port, tls: 'none', verifyName: null })
  await office.server.setService('radicale', 'ldap', ldap.reader)
  const filter = '(&(objectClass=inetOrgPerson)(!(employeeType=esterno)))'
  await setLdapDirectory(db, id, { base, filter })
  desk = await newContactsDesk(office, 'Radicale')
}, 120_000)
afterAll(async () => {
  await office?.stop()
  await ldap?.stop()
})

const directory = async () => (await desk.books()).find(({ kind }) => kind === 'directory') as Book
const names = async () => (await desk.names((await directory()).id)).toSorted()
const patience = { timeout: 30_000 }

test('a directory in LDAP is everybody’s to read, with who it hides and who the filter leaves out not in it', async () => {
  await expect.poll(names, patience).toEqual(['Giorgio Serafini', 'Lucia Sarti'])
  const book = await directory()
  expect(book).toMatchObject({ name: 'Comune di radicale', count: 2, can: { write: false } })
  const rows = await desk.cards(book.id)
  const row = rows.find(({ name }) => name === 'Lucia Sarti')!
  expect(row).toMatchObject({
    sortName: 'Sarti Lucia',
    units: ['Servizi al cittadino', 'Anagrafe'],
    emails: ['lucia@comune.example', 'anagrafe@comune.example'],
    photo: expect.stringMatching(/./),
  })
  expect(rows.find(({ name }) => name === 'Giorgio Serafini')!.units).toEqual([
    'Segreteria generale',
    'Segreteria',
  ])
  expect((await desk.detail(row.ref)).fields).toMatchObject({
    title: 'Ufficiale d’anagrafe',
    manager: 'Giorgio Serafini',
    phones: [{ value: '0722 555 0112' }, { value: '333 1234567', device: 'cell' }],
  })
  expect((await call(desk, 'GET', `cards/${row.ref}/photo`)).status).toBe(200)
  expect(await desk.found('ufficiale')).toEqual(['Lucia Sarti'])
  expect(await desk.found('nascosta')).toEqual([])
  expect(await codeOf(call(desk, 'POST', 'cards/remove', { refs: [row.ref] }))).toBe('contacts/not-permitted')
  const mine = await call(desk, 'POST', 'cards/move', { refs: [row.ref], bookId: desk.book.id, copy: true })
  expect(mine.status).toBe(200)
  expect(await desk.names()).toEqual(['Lucia Sarti'])
})

test('what changes there appears by itself, and while it is away the last that was read stands', async () => {
  await expect.poll(names, patience).toContain('Lucia Sarti')
  const ending = new AbortController()
  const heard = await listenTo(office, desk.browser, ending.signal)
  await ldap.modify(
    [
      `dn: ${sarti}\nchangetype: modify\nreplace: sn\nsn: Sarti Neri\n`,
      `dn: uid=serafini,${base}\nchangetype: delete\n`,
      person('conti', 'Sara', 'Conti', base).replace('\n', '\nchangetype: add\n'),
    ].join('\n'),
  )
  await expect.poll(names, patience).toEqual(['Lucia Sarti Neri', 'Sara Conti'])
  await expect.poll(heard, patience).toContain('contacts.cards-changed')
  const { id } = await directory()
  const [row] = await desk.cards(id)

  await ldap.pause()
  await expect
    .poll(directory, patience)
    .toMatchObject({ state: 'failed', error: 'contacts/server-unreachable', count: 2 })
  expect(await names()).toEqual(['Lucia Sarti Neri', 'Sara Conti'])
  expect(await codeOf(call(desk, 'GET', `cards/${row!.ref}`))).toBe('contacts/server-unreachable')
  expect(await desk.names()).toEqual(['Lucia Sarti'])
  await ldap.resume()
  await expect.poll(directory, patience).toMatchObject({ state: 'ready', error: null })
  expect((await desk.detail(row!.ref)).bookId).toBe(id)
  ending.abort()
})

test('with a password that is refused the directory says so, and one’s own books stand', async () => {
  await office.server.setService('radicale', 'ldap', { ...ldap.reader, password: 'sbagliata' })
  await expect.poll(directory, patience).toMatchObject({ state: 'failed', error: 'contacts/server-refused' })
  expect(await desk.names()).toEqual(['Lucia Sarti'])
})

test('nothing is said to a server whose certificate nobody vouches for', async () => {
  const { db } = office.server
  const { id } = (await findTenant(db, 'slug', 'radicale'))!
  await office.server.setService('radicale', 'ldap', ldap.reader)
  await setEndpoint(db, id, 'ldap', { host: '127.0.0.1', port: ldap.port, tls: 'starttls', verifyName: null })
  await expect.poll(directory, patience).toMatchObject({ error: 'contacts/server-unreachable', count: 0 })
})

test('an administrator sees who would be found before it is set, or which step fails; what is needed first is said', async () => {
  const { server } = office
  const { id } = (await findTenant(server.db, 'slug', 'radicale'))!
  const admin = await administrator(server, 'radicale', {
    address: 'sindaca@radicale.example',
    role: 'tenant-admin',
  })
  const send = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, payload?: object) =>
    admin.call({ method, url: `/api/admin/tenants/${id}/${path}`, ...(payload && { payload }) })
  const inLdap = (more: object = {}) => ({ book: null, ldap: { base, filter: '(sn=*)', ...more } })
  const inBook = (book: string) => ({ book, ldap: null })
  const tried = async (place: object) => (await send('POST', 'directory/trial', place)).json<DirectoryTrial>()
  const place = { host: '127.0.0.1', port: ldap.port, tls: 'none', verifyName: null }

  await send('DELETE', 'servers/ldap')
  expect((await send('GET', 'directory')).json<TenantDirectory>().missing).toEqual({
    book: [],
    ldap: ['server'],
  })
  expect((await send('PUT', 'directory', inLdap())).json()).toMatchObject({ code: 'admin/directory-unready' })
  expect((await send('PUT', 'servers/ldap', place)).json<TenantServers>().servers).toContainEqual({
    kind: 'ldap',
    endpoint: place,
  })
  const wrong = { ...ldap.reader, password: 'sbagliata' }
  expect((await send('PUT', 'accounts/ldap', wrong)).json()).toMatchObject({ code: 'admin/account-refused' })
  expect((await send('PUT', 'accounts/dav', { ...wrong, user: 'nessuno' })).json()).toMatchObject({
    code: 'admin/account-refused',
  })

  const asAccount = async (kind: string, account: object) =>
    (await send('POST', `accounts/${kind}/trial`, account)).json<{ problem: { step: string } | null }>()
      .problem
  expect(await asAccount('ldap', wrong)).toMatchObject({ step: 'sign-in' })
  expect(await asAccount('ldap', ldap.reader)).toBe(null)
  const own = { user: 'staffetta@radicale.example', password: 'password' }
  const ofOwn = async () => listCollections(davOf(office.dav.Radicale.url, own.user), `/${own.user}/`)
  const before = await ofOwn()
  expect(await asAccount('dav', own)).toBe(null)
  // What was made to try it is gone again.
  expect(await ofOwn()).toEqual(before)

  expect(await tried(inLdap())).toMatchObject({ problem: null, count: 3 })
  expect((await tried(inLdap({ filter: '(sn=Conti)' }))).names).toEqual(['Sara Conti'])
  expect((await tried(inLdap({ base: 'dc=altrove,dc=example' }))).problem).toMatchObject({
    step: 'capability',
    headline: { key: 'checks.directory.nowhere' },
  })
  expect((await tried(inLdap({ filter: '(sn)' }))).problem?.headline.key).toBe('checks.directory.unreadable')
  await office.server.setService('radicale', 'ldap', wrong)
  expect((await tried(inLdap())).problem).toMatchObject({
    step: 'sign-in',
    headline: { key: 'checks.directory.refused' },
  })
  await office.server.setService('radicale', 'ldap', ldap.reader)
  expect((await send('POST', 'directory/trial', inLdap({ filter: 'sn=*' }))).status).toBe(400)

  expect((await send('GET', 'directory/books')).json<DirectoryBooks>()).toEqual({ problem: null, books: [] })
  const dav = davOf(office.dav.Radicale.url, 'staffetta@radicale.example')
  const home = '/staffetta@radicale.example/'
  const made = { kind: 'addressbook', name: 'dipendenti', displayName: 'Dipendenti' } as const
  const { href } = (await createCollection(dav, home, made)).collection
  for (const name of ['Bruno', 'Ada'])
    await createObject(dav, href, `${name}.vcf`, vcard(name, [`FN:${name}`]))
  expect((await send('GET', 'directory/books')).json<DirectoryBooks>().books).toEqual([
    { path: href, name: 'Dipendenti' },
  ])
  const found = await tried(inBook(href))
  expect([found.problem, found.count, found.names.toSorted()]).toEqual([null, 2, ['Ada', 'Bruno']])
  expect((await tried(inBook(`${home}niente/`))).problem).toMatchObject({
    step: 'capability',
    headline: { key: 'checks.directory.noBook' },
  })

  const set = await send('PUT', 'directory', inBook(href.slice(0, -1)))
  expect(set.json<TenantDirectory>().place).toEqual(inBook(href))
  await expect.poll(names, patience).toEqual(['Ada', 'Bruno'])
  const [entry] = await listEntries(server.db, { text: 'tenant/directory-set' }, 1)
  expect(JSON.parse(entry!.record)).toMatchObject({
    act: 'tenant/directory-set',
    details: { before: { book: null, ldap: { base } }, after: inBook(href) },
  })

  const standing = {
    db: server.db,
    env: { ...env, DATABASE_URL: 'postgresql://nessuno' },
    actor: commandLine({}),
  }
  const command = async (name: string, words: string[], options = {}) =>
    (await directoryCommands[name]!(standing, ['radicale', ...words], options)).text
  expect(await command('list-books', [])).toBe(`${href}  Dipendenti`)
  expect(await command('try-directory', [])).toMatch(/^2 cards: /)
  expect(await command('try-directory', [], { base: 'dc=altrove' })).toContain('nothing at dc=altrove')
  expect(await command('set-directory-ldap', [], { base })).toContain(`people below ${base}`)
  expect((await findTenant(server.db, 'slug', 'radicale'))!.directory).toBeNull()
  await command('set-directory', [])
  await expect.poll(directory, patience).toBeUndefined()
})
