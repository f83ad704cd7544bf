import type { Radicale } from '../servers/radicale.ts'
import { type DemoCalendar, elenaCalendars, otherCalendars } from './agenda.ts'
import { appointmentFile, choreFile, mondayOf } from './calendar-file.ts'
import { type DemoList, elenaLists } from './chores.ts'
import { type Say, speaker } from './dav-speaker.ts'
import { elena } from './organisations.ts'

/** Puts the demo's calendars on the server, over DAV as any program would. Dates are relative to `now`. */
export async function seedCalendars(
  radicale: Radicale,
  { now = new Date(), onProgress = () => {} }: { now?: Date; onProgress?: (what: string) => void } = {},
): Promise<void> {
  onProgress('Writing the calendars')
  for (const [address, calendars] of [[elena.address, elenaCalendars] as const, ...otherCalendars]) {
    const say = speaker(radicale.url, address)
    for (const calendar of calendars)
      await store(say, `${address}/${calendar.name}/`, calendar, mondayOf(now))
  }
  const say = speaker(radicale.url, elena.address)
  const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())
  for (const list of elenaLists) await storeList(say, `${elena.address}/${list.name}/`, list, today)
}

async function store(say: Say, path: string, calendar: DemoCalendar, monday: number): Promise<void> {
  await say('MKCALENDAR', path, mkcalendar(calendar), 'application/xml; charset=utf-8')
  for (const appointment of calendar.appointments) {
    const { uid, text } = appointmentFile(appointment, monday)
    await say('PUT', `${path}${uid}.ics`, text, 'text/calendar; charset=utf-8')
  }
}

async function storeList(say: Say, path: string, list: DemoList, today: number): Promise<void> {
  if (list.mixed !== true)
    await say('MKCALENDAR', path, mkcalendar({ ...list, holds: 'VTODO' }), 'application/xml; charset=utf-8')
  for (const chore of list.chores) {
    const { uid, text } = choreFile(list.name, chore, { today, owner: elena })
    await say('PUT', `${path}${uid}.ics`, text, 'text/calendar; charset=utf-8')
  }
}

function mkcalendar({
  title,
  colour,
  holds,
}: Pick<DemoCalendar, 'title' | 'colour'> & { holds?: 'VTODO' }): string {
  const components =
    holds === undefined
      ? ''
      : `<C:supported-calendar-component-set><C:comp name="${holds}"/></C:supported-calendar-component-set>`
  return `<?xml version="1.0" encoding="utf-8"?>
<C:mkcalendar xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav" xmlns:I="http://apple.com/ns/ical/">
<D:set><D:prop><D:displayname>${title}</D:displayname><I:calendar-color>${colour}</I:calendar-color>${components}</D:prop></D:set>
</C:mkcalendar>`
}
