import { expect, test } from 'vitest'
import { anEvent, newDesk, type ServerName, startServer } from '../test/servers.ts'
import { createObject, type Dav, deleteObject, fetchObjects, putObject, syncCollection } from './index.ts'

/** Xandikos stores some forty objects a second, so it gets fewer; DAViCal is no quicker and lists alike. */
const sizes: [ServerName, number][] = [
  ['Radicale', 1000],
  ['Cyrus', 1000],
  ['Xandikos', 150],
]

test.each(sizes)(
  'on %s a calendar of %i events is learnt whole, and then only what changes',
  async (name, size) => {
    const server = await startServer(name)
    const { dav, calendar } = await newDesk(server)
    const uids = Array.from({ length: size }, (_, index) => `evento-${index}`)
    await seed(dav, calendar, uids, name)

    const first = await syncCollection(dav, { href: calendar }, { pageSize: 400 })
    if (first.kind !== 'full') throw new Error(first.kind)
    const [one, two] = first.present
    expect(first.present).toHaveLength(size)
    let fetched = 0
    const hrefs = first.present.map(({ href }) => href)
    for await (const { found } of fetchObjects(dav, { href: calendar, kind: 'calendar' }, hrefs))
      fetched += found.length
    expect(fetched).toBe(size)

    const known = new Map(first.present.map(({ href, etag }) => [href, etag ?? '']))
    await putObject(dav, one!.href, anEvent(uidOf(one!.href), 'Rinviato'), { etag: one!.etag ?? '' })
    await deleteObject(dav, two!.href, { etag: two!.etag ?? '' })
    const second = await syncCollection(dav, { href: calendar }, { mark: first.mark, known })
    if (second.kind !== 'delta') throw new Error(second.kind)
    expect(second.changed.map(({ href }) => href)).toEqual([one!.href])
    expect(second.removed).toEqual([two!.href])

    await dav.close()
    await server.stop()
  },
)

async function seed(dav: Dav, calendar: string, uids: string[], name: ServerName): Promise<void> {
  if (name === 'Radicale') {
    // Radicale alone takes a whole calendar in one PUT.
    const events = uids.map((uid) => /BEGIN:VEVENT[^]*END:VEVENT\r\n/.exec(anEvent(uid))?.[0] ?? '')
    const body = anEvent('').replace(/BEGIN:VEVENT[^]*END:VEVENT\r\n/, events.join(''))
    await dav.exchange({ method: 'PUT', href: calendar, body, contentType: 'text/calendar' })
    return
  }
  const rest = [...uids]
  const worker = async () => {
    for (let uid = rest.pop(); uid !== undefined; uid = rest.pop())
      await createObject(dav, calendar, `${uid}.ics`, anEvent(uid))
  }
  await Promise.all([worker(), worker(), worker(), worker()])
}

function uidOf(href: string): string {
  return href.split('/').at(-1)?.replace('.ics', '') ?? ''
}
