import { expect, test } from 'vitest'
import { found, member, multistatus, refused } from '../test/bad-server.ts'
import { isDavError } from './errors.ts'
import { readMultistatus } from './multistatus.ts'
import { readXml } from './xml-reader.ts'

const base = new URL('https://dav.example/')

test('names are known by their namespace, whatever the prefix and wherever it is declared', async () => {
  const documents = [
    '<multistatus xmlns="DAV:"><response><href>/a</href><propstat><prop><getetag>"1"</getetag></prop></propstat></response></multistatus>',
    '<x:multistatus xmlns:x="DAV:"><x:response><x:href>/a</x:href><x:propstat><x:prop><D:getetag xmlns:D="DAV:">"1"</D:getetag></x:prop></x:propstat></x:response></x:multistatus>',
    '<D:multistatus xmlns:D="DAV:" xmlns:C="DAV:"><C:response><D:href>/a</D:href><C:propstat><D:prop><getetag xmlns="DAV:">"1"</getetag></D:prop></C:propstat></C:response></D:multistatus>',
  ]
  for (const document of documents) {
    const { entries } = await readMultistatus(document, base)
    expect(entries[0]?.properties.get('D:getetag')?.text).toBe('"1"')
  }
  const foreign = multistatus(found('/a', '<getetag xmlns="urn:other">"1"</getetag>'))
  expect((await readMultistatus(foreign, base)).entries[0]?.properties.has('D:getetag')).toBe(false)
})

test('a DTD is refused before anything in it is looked at', async () => {
  const laughs =
    '<?xml version="1.0"?><!-- x --><!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]>' +
    multistatus(member('/&b;')).replace('<?xml version="1.0"?>', '')
  const outside = `<!DOCTYPE x SYSTEM "file:///etc/passwd"><multistatus xmlns="DAV:"/>`

  for (const document of [laughs, outside])
    await expect(readMultistatus(document, base)).rejects.toMatchObject({ kind: 'invalid-answer' })
})

test('entities nobody declared stay as they are written; numbers and the five of XML are decoded, once', () => {
  const { text } = readXml('<a>&lt;&amp;lt;&#232;&#x1F333;&unknown;&#0;&#x110000;</a>')

  expect(text).toBe('<&lt;è🌳&unknown;\ufffd\ufffd')
})

test('text that looks like markup inside CDATA stays text', async () => {
  const data =
    'BEGIN:VCALENDAR\r\nSUMMARY:<!DOCTYPE html></d:response><d:sync-token>evil</d:sync-token> &amp;\r\n'
  // XML makes every line end a line feed.
  const kept = data.replaceAll('\r\n', '\n')
  const one = found('/a.ics', `<cal:calendar-data><![CDATA[${data}]]></cal:calendar-data>`)
  const many = multistatus(...Array.from({ length: 1000 }, () => one), '<d:sync-token>true</d:sync-token>')

  const { entries, syncToken } = await readMultistatus(many, base)

  expect(entries).toHaveLength(1000)
  expect(new Set(entries.map((entry) => entry.properties.get('C:calendar-data')?.text))).toEqual(
    new Set([kept]),
  )
  expect(syncToken).toBe('true')
})

test('a long listing read in slices is what it is in one piece, comments and token included', async () => {
  const rows = Array.from({ length: 2345 }, (_, index) =>
    index % 7 === 0
      ? `<!-- </d:response> -->${refused(`/${index}`, 404)}`
      : member(`/${index}.ics`, `${index}`),
  )

  // Radicale says the token first.
  for (const children of [
    [...rows, '<d:sync-token>t</d:sync-token>'],
    ['<d:sync-token>t</d:sync-token>', ...rows],
  ]) {
    const { entries, syncToken } = await readMultistatus(multistatus(...children), base)

    expect(entries.map(({ href }) => href)).toEqual(
      rows.map((_, index) => `/${index}${index % 7 ? '.ics' : ''}`),
    )
    expect(entries.filter(({ status }) => status === 404)).toHaveLength(335)
    expect(syncToken).toBe('t')
  }
})

test('a listing that was cut off is no listing', async () => {
  for (const rows of [3, 3000]) {
    const whole = multistatus(...Array.from({ length: rows }, (_, index) => member(`/${index}.ics`)))
    for (const end of [
      whole.lastIndexOf('</d:multistatus>'),
      whole.lastIndexOf('<d:response>'),
      whole.length - 3,
    ])
      await expect(readMultistatus(whole.slice(0, end), base)).rejects.toMatchObject({
        kind: 'invalid-answer',
      })
  }
})

// In one piece it took 300 ms of two busy cores; in slices no stall is longer than 7 ms.
test('while a listing of 10,000 is read, others have their turns', async () => {
  const rows = Array.from({ length: 10_000 }, (_, index) => member(`/${index}.ics`))
  let turns = 0
  const turn = () => {
    turns += 1
    next = setImmediate(turn)
  }
  let next = setImmediate(turn)

  const { entries } = await readMultistatus(multistatus('<d:sync-token>t</d:sync-token>', ...rows), base)

  clearImmediate(next)
  expect(entries).toHaveLength(10_000)
  expect(turns).toBeGreaterThan(15)
})

test('nesting beyond reason is refused, quickly', async () => {
  const deep = `<a>`.repeat(100_000) + `</a>`.repeat(100_000)
  const started = process.cpuUsage()

  await expect(readMultistatus(deep, base)).rejects.toMatchObject({ kind: 'invalid-answer' })
  expect(process.cpuUsage(started).user / 1000).toBeLessThan(2000)
})

test('megabytes made to be slow to read are refused quickly', async () => {
  const open = '<d:multistatus xmlns:d="DAV:"><d:response><d:href>/a</d:href></d:response>'
  const patterns = [
    '<![CDATA[',
    '<!--',
    '<?x ',
    '<a ',
    '</d:response',
    '&#',
    '<a b="',
    ']]>',
    '<!',
    '<a xmlns:b="c" ',
  ]
  for (const pattern of patterns) {
    for (const document of [open + pattern.repeat(2_000_000 / pattern.length), pattern.repeat(200_000)]) {
      const started = process.cpuUsage()
      await readMultistatus(document, base).catch(() => undefined)
      expect([pattern, process.cpuUsage(started).user < 3_000_000]).toEqual([pattern, true])
    }
  }
}, 60_000)

test('what bears another server’s address, or climbs out, is left out', async () => {
  const { entries } = await readMultistatus(
    multistatus(
      member('https://evil.example/a.ics'),
      member('/cal/..%2f..%2fetc'),
      member('javascript:alert(1)'),
      member('https://dav.example/cal/a.ics'),
      member('http://dav.example:8080/cal/b.ics'),
    ),
    base,
  )

  expect(entries.map(({ href }) => href)).toEqual(['/cal/a.ics', '/cal/b.ics'])
})

test('whatever comes, reading ends with entries or with one kind of error', async () => {
  const whole = multistatus(
    member('/a.ics'),
    refused('/b.ics', 507, '<d:error><d:x/></d:error>'),
    '<d:sync-token>t</d:sync-token>',
  )
  const surprises: Error[] = []
  let seed = 7
  const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below
  const pieces = [
    '<',
    '>',
    '&',
    ']]>',
    '<![CDATA[',
    '<!--',
    '</d:response>',
    '<!DOCTYPE x>',
    '\u0000',
    '"',
    '<?x',
    '__proto__=""',
  ]
  for (let trial = 0; trial < 3000; trial++) {
    let text = whole
    for (let change = 0; change <= random(4); change++) {
      const at = random(text.length)
      text = text.slice(0, at) + pieces[random(pieces.length)] + text.slice(at + random(20))
    }
    const outcome: unknown = await readMultistatus(text, base).catch((error: unknown) => error)
    if (outcome instanceof Error && !isDavError(outcome, 'invalid-answer', 'not-dav')) surprises.push(outcome)
  }
  expect(surprises).toEqual([])
})
