import { randomUUID } from 'node:crypto'
import { type Collection, type DavAccount, type DavFailure, discover, isDavError } from '@staffetta/dav'
import type { CheckId, CheckStep } from '@staffetta/contract'
import type { Credential } from '../../db/service-accounts.ts'
import type { Endpoint } from '../../db/tenants.ts'
import {
  attention,
  type Check,
  type CheckContext,
  type CheckKey,
  failed,
  type Finding,
  ok,
  say,
} from '../check.ts'
import { lacking } from './dav-abilities.ts'
import { openAt, withCollection, writeAndRemove } from './dav-trial.ts'
import { nameOf, noTestAccount, openServer } from './unreached.ts'

/** What calendars and address books differ in. */
interface Kind {
  id: CheckId & ('caldav' | 'carddav')
  homes: (account: DavAccount) => string[]
  fits: (collection: Collection) => boolean
  make: { kind: Collection['kind']; components?: string[] }
  file: (uid: string) => { name: string; text: string }
  none: CheckKey
  ok: CheckKey
  consequence: CheckKey
}

export const caldav = davCheck({
  id: 'caldav',
  homes: ({ calendarHomes }) => calendarHomes,
  fits: ({ kind, components }) => kind === 'calendar' && components?.includes('VEVENT') !== false,
  make: { kind: 'calendar', components: ['VEVENT'] },
  // In the past, and transparent: nobody is reminded of it or thought busy, should it stay behind.
  file: (uid) => ({
    name: `${uid}.ics`,
    text: lines(
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Staffetta//Check//IT',
      'BEGIN:VEVENT',
      `UID:${uid}`,
      'DTSTAMP:20200101T000000Z',
      'DTSTART:20200101T080000Z',
      'DTEND:20200101T081500Z',
      'SUMMARY:Staffetta check',
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
      'END:VCALENDAR',
    ),
  }),
  none: 'checks.caldav.none',
  ok: 'checks.caldav.ok',
  consequence: 'checks.caldav.consequence',
})

export const carddav = davCheck({
  id: 'carddav',
  homes: ({ addressbookHomes }) => addressbookHomes,
  fits: ({ kind }) => kind === 'addressbook',
  make: { kind: 'addressbook' },
  file: (uid) => ({
    name: `${uid}.vcf`,
    text: lines(
      'BEGIN:VCARD',
      'VERSION:3.0',
      `UID:${uid}`,
      'FN:Staffetta check',
      'N:check;Staffetta;;;',
      'END:VCARD',
    ),
  }),
  none: 'checks.carddav.none',
  ok: 'checks.carddav.ok',
  consequence: 'checks.carddav.consequence',
})

/** Found, listed, written to and cleaned up again, as the test account. */
function davCheck(kind: Kind): Check {
  return {
    id: kind.id,
    subjects: () => [''],
    async run(context) {
      const server = await openServer(context, 'dav', kind.consequence)
      if (server.kind === 'finding') return server.finding
      if (context.test === null) return noTestAccount(context.tenant.slug)
      const { endpoint, probe } = server
      const found = [say('checks.server.at', { server: nameOf(endpoint) })]
      const finding = await speak(kind, context, { endpoint, ip: probe.ip, test: context.test })
      return {
        ...finding,
        found: [...found, ...finding.found],
        consequence: finding.state === 'ok' ? null : (finding.consequence ?? say(kind.consequence)),
      }
    },
  }
}

async function speak(
  kind: Kind,
  { signal, ca }: CheckContext,
  { endpoint, ip, test }: { endpoint: Endpoint; ip: string; test: Credential },
): Promise<Finding> {
  if (test.user.includes(':')) return failed('sign-in', say('checks.dav.colon'))
  const dav = openAt(endpoint, ip, { credential: test, ca })
  let step: CheckStep = 'connect'
  const found = []
  try {
    const account = await discover(dav, {
      service: kind.id === 'caldav' ? 'calendars' : 'addressbooks',
      signal,
    })
    step = 'capability'
    const [home] = kind.homes(account)
    if (home === undefined) return failed('capability', say(kind.none))
    found.push(say('checks.dav.home', { path: home }))
    step = 'write'
    const { name, text } = kind.file(`staffetta-check-${randomUUID()}`)
    const tried = await withCollection(
      dav,
      { home, fits: kind.fits, make: kind.make, signal },
      async (target) => ({
        same: await writeAndRemove(dav, target, { name, text, signal }),
        lost: await lacking(dav, { account, target, calendars: kind.id === 'caldav', signal }),
      }),
    )
    if (!tried.same) return failed('write', say('checks.dav.otherText'), { found })
    found.push(say('checks.dav.written'))
    const { lost } = tried
    const [first] = lost
    if (first !== undefined)
      return attention(
        'capability',
        say('checks.dav.missing', { names: lost.map(([word]) => word).join(', ') }),
        {
          found,
          consequence: say(first[1]),
        },
      )
    return ok(say(kind.ok), { found })
  } catch (error) {
    return { ...davFinding(error, step, nameOf(endpoint)), found }
  } finally {
    await dav.close()
  }
}

/** What the server did, as a step of a check. What is no failure of DAV is a bug of ours and stays one. */
export function davFinding(error: unknown, step: CheckStep, server: string): Finding {
  if (!isDavError(error)) throw error
  const words = davWords[error.kind]
  return failed(words?.[0] ?? step, say(words?.[1] ?? 'checks.dav.refused', { server }))
}

const davWords: Partial<Record<DavFailure, [step: CheckStep, key: CheckKey]>> = {
  'auth-refused': ['sign-in', 'checks.test.refused'],
  unreachable: ['connect', 'checks.server.closed'],
  timeout: ['time', 'checks.server.silent'],
  tls: ['tls', 'checks.server.noTls'],
  'redirect-refused': ['connect', 'checks.dav.redirect'],
  'not-dav': ['capability', 'checks.dav.notDav'],
  'invalid-answer': ['capability', 'checks.dav.notDav'],
  quota: ['write', 'checks.dav.full'],
}

function lines(...text: string[]): string {
  return `${text.join('\r\n')}\r\n`
}
