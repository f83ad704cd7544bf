import { expect } from 'vitest'
import type { RunningStack } from './stack.ts'

/** A calendar program of the same person that speaks to the server itself: what it reads is what is stored. */
export async function otherProgram(
  { davUrl }: RunningStack,
  { address, password }: { address: string; password: string },
) {
  const folder = `${address}/ufficio/`
  const say = speakerTo(davUrl, { address, password })
  await say('MKCALENDAR', folder, mkcalendar, { 'content-type': 'application/xml; charset=utf-8' })

  /** Every object as it lies there, its folded lines made whole. */
  const stored = async (): Promise<string[]> => {
    const listing = await say('PROPFIND', folder, undefined, { depth: '1' })
    const paths = [...listing.matchAll(/<(?:\w+:)?href>([^<]+\.ics)</g)].map(([, path]) => path!)
    const texts = await Promise.all(paths.map((path) => say('GET', path)))
    return texts.map((text) => text.replace(/\r?\n[ \t]/g, '').replaceAll('\r', ''))
  }
  return {
    stored,
    /** Waits until exactly these are there, each with all the lines that are asked of it. */
    finds: async (...objects: (string | RegExp)[][]) => {
      const wanted = objects.map((lines) =>
        lines.map((line) => (typeof line === 'string' ? new RegExp(`^${escaped(line)}$`, 'm') : line)),
      )
      await expect
        .poll(
          async () => {
            const there = await stored()
            const missing = wanted.flatMap((lines) => {
              const best = there
                .map((text) => lines.filter((line) => !line.test(text)))
                .toSorted((a, b) => a.length - b.length)[0]
              return best === undefined ? lines : best
            })
            const settled = missing.length === 0 && there.length === wanted.length
            return settled ? 'as wanted' : { missing: missing.map(String), there }
          },
          { timeout: 30_000, interval: 100 },
        )
        .toBe('as wanted')
    },
    put: (uid: string, lines: string[]) =>
      say('PUT', `${folder}${uid}.ics`, anObject(uid, lines), {
        'content-type': 'text/calendar; charset=utf-8',
      }),
  }
}

function speakerTo(davUrl: string, { address, password }: { address: string; password: string }) {
  const authorization = `Basic ${Buffer.from(`${address}:${password}`).toString('base64')}`
  return async (method: string, path: string, body?: string, headers: Record<string, string> = {}) => {
    const request = { method, headers: { authorization, ...headers }, ...(body !== undefined && { body }) }
    const answer = await fetch(new URL(path, davUrl), request)
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
    return text
  }
}

const mkcalendar = `<?xml version="1.0" encoding="utf-8"?>
<C:mkcalendar xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">
<D:set><D:prop><D:displayname>Ufficio</D:displayname></D:prop></D:set>
</C:mkcalendar>`

const rome = `BEGIN:VTIMEZONE
TZID:Europe/Rome
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE`

const anObject = (uid: string, lines: string[]): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Altro programma//IT',
    ...rome.split('\n'),
    'BEGIN:VEVENT',
    `UID:${uid}`,
    'DTSTAMP:20260101T080000Z',
    ...lines,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n')

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

/** An address book program of the same person, on a book of its own. */
export async function addressBookOf(
  { davUrl }: RunningStack,
  { address, password }: { address: string; password: string },
) {
  const say = speakerTo(davUrl, { address, password })
  const folder = `${address}/telefono/`
  await say('MKCOL', folder, mkbook, { 'content-type': 'application/xml; charset=utf-8' })
  return {
    put: (uid: string, lines: string[]) =>
      say(
        'PUT',
        `${folder}${uid}.vcf`,
        ['BEGIN:VCARD', 'VERSION:3.0', `UID:${uid}`, ...lines, 'END:VCARD', ''].join('\r\n'),
        { 'content-type': 'text/vcard; charset=utf-8' },
      ),
    text: (uid: string) => say('GET', `${folder}${uid}.vcf`),
  }
}

const mkbook = `<?xml version="1.0" encoding="utf-8"?>
<D:mkcol xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:carddav"><D:set><D:prop>
<D:resourcetype><D:collection/><C:addressbook/></D:resourcetype><D:displayname>Telefono</D:displayname>
</D:prop></D:set></D:mkcol>`
