import { type Cyrus, startCyrus, startRadicale } from '@staffetta/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  anEvent,
  cyrusServer,
  lines,
  newDesk,
  nextName,
  signIn,
  startServer,
  type TestServer,
} from '../test/servers.ts'
import {
  answerSharingInvitation,
  changeSharing,
  createObject,
  discover,
  findPrincipals,
  getObject,
  listCollections,
  listMembers,
  listSharingInvitations,
  openDav,
  putObject,
  readSharing,
  requestFreeBusy,
} from './index.ts'

let cyrus: Cyrus
let server: TestServer

beforeAll(async () => {
  cyrus = await startCyrus({ inMemory: true })
  server = cyrusServer(cyrus)
}, 180_000)
afterAll(() => cyrus?.stop())

test('Cyrus says that it schedules, where inbox and outbox are, and who one is', async () => {
  const { account, user } = await newDesk(server)

  expect(account.capabilities).toMatchObject({
    autoSchedule: true,
    scheduling: true,
    sharing: true,
    acl: true,
  })
  expect(account.inbox).toMatch(/\/Inbox\/$/)
  expect(account.outbox).toMatch(/\/Outbox\/$/)
  expect(account.addresses).toContain(`mailto:${user}`)
})

describe.each(['Cyrus', 'DAViCal'] as const)('on %s', (name) => {
  let each: TestServer

  beforeAll(async () => {
    each = name === 'Cyrus' ? server : await startServer(name)
  }, 180_000)
  afterAll(() => (name === 'Cyrus' ? undefined : each?.stop()))

  test('an invitation is sent by the server, and the organizer learns the version that was stored', async () => {
    const elena = await newDesk(each)
    const bruno = await newDesk(each)

    const stored = await createObject(
      elena.dav,
      elena.calendar,
      'riunione.ics',
      invitation(elena.user, bruno.user),
    )

    expect(stored.etag).toMatch(/^"/)
    expect(stored.scheduleTag !== undefined).toBe(name === 'Cyrus')
    expect(stored.changedText).toContain('SCHEDULE-STATUS')
    const received = await listMembers(bruno.dav, bruno.account.inbox ?? '')
    expect(received).toHaveLength(1)
    expect((await getObject(bruno.dav, received[0]!.href)).text).toContain('METHOD:REQUEST')
  })

  test('the outbox says when somebody is busy, and that it knows nothing of a stranger', async () => {
    const elena = await newDesk(each)
    const bruno = await newDesk(each)
    await createObject(bruno.dav, bruno.calendar, 'impegno.ics', anEvent('impegno'))

    const answers = await requestFreeBusy(
      elena.dav,
      elena.account.outbox ?? '',
      freeBusyRequest(elena.user, [bruno.user, 'nessuno@altrove.example']),
    )

    expect(answers).toHaveLength(2)
    const [ofBruno] = answers.filter(({ recipient }) => recipient === `mailto:${bruno.user}`)
    const [ofStranger] = answers.filter((answer) => answer !== ofBruno)
    expect(ofBruno?.requestStatus).toMatch(/^2\.0/)
    expect(ofBruno?.text).toMatch(/FREEBUSY.*20260302T090000Z\/(20260302T100000Z|PT1H)/)
    expect(ofStranger?.requestStatus).toMatch(/^[35]\./)
  })
})

// RFC 6638 §3.2.10 lets the organizer's schedule tag outlive replies; Cyrus 3.6.1 changes it with each.
test('an organizer who does not know of a reply overwrites nothing, and goes on from what is there', async () => {
  const elena = await newDesk(server)
  const bruno = await newDesk(server)
  const sent = invitation(elena.user, bruno.user)
  const stored = await createObject(elena.dav, elena.calendar, 'riunione.ics', sent)
  const [copy] = await listMembers(bruno.dav, `${bruno.home}Default/`)
  const received = await getObject(bruno.dav, copy!.href)

  const accepted = received.text.replace('PARTSTAT=NEEDS-ACTION', 'PARTSTAT=ACCEPTED')
  await putObject(bruno.dav, copy!.href, accepted, { etag: received.etag ?? '' })

  const after = await getObject(elena.dav, stored.href)
  expect(after.text.match(/PARTSTAT=ACCEPTED/g)).toHaveLength(2)
  for (const match of [{ etag: stored.etag ?? '' }, { scheduleTag: stored.scheduleTag ?? '' }])
    await expect(putObject(elena.dav, stored.href, sent, match)).rejects.toMatchObject({
      kind: 'precondition',
    })
  const edited = after.text.replace('Consiglio', 'Consiglio straordinario')
  const again = await putObject(elena.dav, stored.href, edited, { scheduleTag: after.scheduleTag ?? '' })
  expect(again.etag).toMatch(/^"/)
})

test('a calendar is shared with somebody, who is named, and taken back', async () => {
  const elena = await newDesk(server)
  const bruno = await newDesk(server)
  const { capabilities } = elena.account
  const who = `mailto:${bruno.user}`

  await changeSharing(elena.dav, elena.calendar, capabilities, { who, access: 'read-write' })

  expect(await readSharing(elena.dav, elena.calendar, capabilities)).toEqual({
    kind: 'invitations',
    sharees: [{ who, name: undefined, access: 'read-write', answer: 'pending' }],
  })
  const [mine] = (await listCollections(elena.dav, elena.home)).filter(({ href }) => href === elena.calendar)
  expect(mine?.shared).toBe('by-me')
  await changeSharing(elena.dav, elena.calendar, capabilities, { who, access: 'read' })
  expect(await readSharing(elena.dav, elena.calendar, capabilities)).toMatchObject({
    sharees: [{ access: 'read' }],
  })
  await changeSharing(elena.dav, elena.calendar, capabilities, { who, access: 'none' })
  expect(await readSharing(elena.dav, elena.calendar, capabilities)).toMatchObject({ sharees: [] })
})

test('what is shared waits for an answer, and is in the home once it is accepted', async () => {
  const elena = await newDesk(server)
  const bruno = await newDesk(server)
  const who = `mailto:${bruno.user}`
  const inHome = async () =>
    (await listCollections(bruno.dav, bruno.home)).filter(({ shared }) => shared === 'with-me')
  await changeSharing(elena.dav, elena.calendar, elena.account.capabilities, { who, access: 'read' })

  const [invitation] = await listSharingInvitations(bruno.dav, bruno.account.notifications ?? '')

  expect(invitation?.sharer).toBe(elena.account.principal)
  expect(await inHome()).toEqual([])
  await answerSharingInvitation(bruno.dav, invitation!, 'accepted')
  expect(await inHome()).toMatchObject([{ owner: elena.account.principal }])
  const known = new Set([invitation!.version])
  expect(await listSharingInvitations(bruno.dav, bruno.account.notifications ?? '', { known })).toEqual([])
})

test('a principal is found by a piece of the address', async () => {
  const { dav, account, user } = await newDesk(server)

  const found = await findPrincipals(dav, account, user)

  expect(found.map(({ href }) => href)).toEqual([account.principal])
})

test('a full mailbox is told as such', async () => {
  const user = nextName()
  await cyrus.makeUser(user, { quotaKb: 1 })
  const dav = signIn(server.url, user)
  const [calendar] = await listCollections(dav, (await discover(dav)).calendarHomes[0] ?? '')
  const long = anEvent(
    'lungo',
    'Consiglio',
    Array.from({ length: 200 }, () => `COMMENT:${'x'.repeat(60)}`),
  )

  await expect(createObject(dav, calendar!.href, 'lungo.ics', long)).rejects.toMatchObject({ kind: 'quota' })
})

test('an object beyond what Radicale takes is too large, and sharing there is plainly unsupported', async () => {
  const radicale = await startRadicale({ maxContentBytes: 10_000 })
  const dav = openDav({
    url: radicale.url,
    allowCleartext: true,
    credentials: { kind: 'basic', user: 'elena', password: 'segreta' },
  })
  const account = await discover(dav)
  const home = account.calendarHomes[0] ?? ''
  await dav.exchange({ method: 'MKCALENDAR', href: `${home}prove/` })
  const long = anEvent('lungo', 'x'.repeat(20_000))

  await expect(createObject(dav, `${home}prove/`, 'lungo.ics', long)).rejects.toMatchObject({
    kind: 'too-large',
  })
  expect(account.capabilities).toMatchObject({ autoSchedule: false, sharing: false, acl: false })
  expect(await readSharing(dav, `${home}prove/`, account.capabilities)).toEqual({ kind: 'unsupported' })
  await dav.close()
  await radicale.stop()
})

function invitation(organizer: string, attendee: string): string {
  // Cyrus tells nobody of what is over.
  return anEvent(`riunione-${organizer}`, 'Consiglio', [
    `ORGANIZER:mailto:${organizer}`,
    `ATTENDEE;PARTSTAT=ACCEPTED:mailto:${organizer}`,
    `ATTENDEE;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:${attendee}`,
  ]).replaceAll('20260302', '20960302')
}

function freeBusyRequest(organizer: string, attendees: string[]): string {
  return lines(
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Staffetta//Test//IT',
    'METHOD:REQUEST',
    'BEGIN:VFREEBUSY',
    'UID:quando',
    'DTSTAMP:20260301T080000Z',
    'DTSTART:20260302T000000Z',
    'DTEND:20260303T000000Z',
    `ORGANIZER:mailto:${organizer}`,
    ...attendees.map((attendee) => `ATTENDEE:mailto:${attendee}`),
    'END:VFREEBUSY',
    'END:VCALENDAR',
  )
}
