import { expect, test } from 'vitest'
import type { DnsAnswer } from './questions.ts'
import { countSpf } from './spf-count.ts'
import { isSpf, readSpf } from './spf-record.ts'

/** A DNS of TXT records; every other name asked for has an address, except below `void`. */
function zone(records: Record<string, string | string[]>) {
  const there = (name: string): DnsAnswer<never> => (name.endsWith('void') ? { kind: 'no-name' } : some)
  const some = { kind: 'records', records: [] as never[] } as const
  return {
    txt: async (name: string): Promise<DnsAnswer<string>> => {
      if (name === 'silent.example') return { kind: 'failed', why: 'timeout' }
      const found = records[name]
      return found === undefined ? { kind: 'no-name' } : { kind: 'records', records: [found].flat() }
    },
    mx: async (name: string) => there(name),
    addresses: async (name: string) => there(name),
  }
}

const count = (text: string, records: Record<string, string | string[]> = {}) =>
  countSpf('comune.example', text, zone({ 'comune.example': text, ...records }))

test.each([
  ['v=spf1', true],
  ['V=SPF1 -all', true],
  ['v=spf1\t-all', false],
  ['v=spf10 -all', false],
  ['v=spf1-all', false],
  [' v=spf1 -all', false],
  ['', false],
])('%j is about SPF: %s', (text, is) => {
  expect(isSpf(text)).toBe(is)
})

test.each([
  'a',
  '+a:mx.comune.example/24//64',
  'mx/24',
  'mx:comune.example',
  'ip4:192.0.2.0/24',
  '-ip6:2001:db8::/32',
  'exists:%{i}._spf.comune.example',
  'exists:%{ir/}.comune.example',
  'include:_spf.example.com.',
  'ptr',
  'redirect=_spf.comune.example',
  'exp=explain.%{d}',
  'unknown-modifier=anything',
  '?ALL',
])('%s is understood', (term) => {
  expect(readSpf(`v=spf1 ${term} `)).toMatchObject({ wrong: [], terms: [{}] })
})

test.each([
  'all:comune.example',
  'include',
  'include:',
  'include:localhost',
  'include:comune.example/24',
  'a:/24',
  'a/33',
  'a//129',
  'ip4:192.0.2.256',
  'ip4:192.0.2.0/33',
  'ip4:2001:db8::1',
  'ip6:192.0.2.1',
  'ipv4:192.0.2.1',
  'exists:%{q}.comune.example',
  'exists:%',
  'redirect=',
  'include:comuné.example',
  '-all;',
  '"v=spf1',
  'a\tmx',
  'x'.repeat(70) + ':y',
])('%s is not', (term) => {
  expect(readSpf(`v=spf1 ${term}`).wrong).toEqual([term])
})

test('a second redirect or exp makes the record wrong, a second mechanism does not', () => {
  expect(
    readSpf('v=spf1 redirect=a.example redirect=b.example exp=c.example exp=d.example mx mx').wrong,
  ).toEqual(['redirect=b.example', 'exp=d.example'])
})

test('every look-up counts, those of what is included too', async () => {
  const found = await count('v=spf1 a mx include:one.example exists:%{i}.x.example ip4:192.0.2.1 ptr -all', {
    'one.example': 'v=spf1 include:two.example a:mail.example ~all',
    'two.example': 'v=spf1 ip4:192.0.2.2 mx ?all',
  })

  expect(found).toMatchObject({ lookups: 8, voids: 0, all: '-', ptr: true, broken: [], wrong: [], loops: [] })
  expect([...found.included]).toEqual(['one.example', 'two.example'])
})

test('a redirect is followed to its end, but not past "all"', async () => {
  const records = { 'other.example': 'v=spf1 mx ~all' }

  expect(await count('v=spf1 a redirect=other.example', records)).toMatchObject({ lookups: 3, all: '~' })
  expect(await count('v=spf1 -all redirect=other.example', records)).toMatchObject({ lookups: 0, all: '-' })
  expect(await count('v=spf1 a')).toMatchObject({ all: null })
})

test('what stands after "all" is not counted and is told', async () => {
  expect(await count('v=spf1 -all include:one.example mx')).toMatchObject({ lookups: 0, afterAll: 2 })
})

test('a record that leads back to itself ends, and is named', async () => {
  const found = await count('v=spf1 include:one.example -all', {
    'one.example': 'v=spf1 include:two.example include:comune.example ~all',
    'two.example': 'v=spf1 redirect=one.example',
  })

  expect(found.loops.toSorted()).toEqual(['comune.example', 'one.example'])
})

test('a hundred records that include each other are not all asked for', async () => {
  const names = Array.from({ length: 100 }, (_, index) => `n${index}.example`)
  const everything = names.map((name) => `include:${name}`).join(' ')
  let asked = 0
  const dns = zone(Object.fromEntries(names.map((name) => [name, `v=spf1 ${everything} ~all`])))
  const found = await countSpf('comune.example', `v=spf1 ${everything} -all`, {
    ...dns,
    txt: (name) => {
      asked += 1
      return dns.txt(name)
    },
  })

  expect(found.lookups).toBeGreaterThan(10)
  expect(asked).toBeLessThan(50)
})

test('names that are not there are void look-ups, and nothing to include', async () => {
  expect(await count('v=spf1 a:one.void mx:two.void include:three.void -all')).toMatchObject({
    voids: 3,
    broken: ['three.void'],
  })
  expect(
    await count('v=spf1 include:several.example -all', { 'several.example': ['v=spf1 a', 'v=spf1 mx'] }),
  ).toMatchObject({ broken: ['several.example'] })
  expect(
    await count('v=spf1 include:other.example -all', { 'other.example': ['google-verification=1'] }),
  ).toMatchObject({ broken: ['other.example'], voids: 0 })
})

test('where the DNS does not answer nothing is said to be broken', async () => {
  expect(await count('v=spf1 include:silent.example -all')).toMatchObject({
    unanswered: ['silent.example'],
    broken: [],
    lookups: 1,
  })
})

test('what is wrong in an included record is told with its domain', async () => {
  expect(
    (await count('v=spf1 include:one.example -all', { 'one.example': 'v=spf1 ipv4:1.2.3.4 -all' })).wrong,
  ).toEqual([{ domain: 'one.example', term: 'ipv4:1.2.3.4' }])
})

test('whatever a record holds, it is read without an exception and at once', () => {
  let seed = 7
  const random = (most: number) => (seed = (seed * 48_271) % 2_147_483_647) % most
  const pieces = [
    'v=spf1',
    ' ',
    'a',
    ':',
    '/',
    '%',
    '{',
    '}',
    '+',
    '-all',
    'include:',
    '=',
    'é',
    '\0',
    'ip4:',
    '1',
    '.',
    '\u202e',
  ]
  for (let trial = 0; trial < 5_000; trial++) {
    const text = Array.from({ length: random(40) }, () => pieces[random(pieces.length)]).join('')
    const { terms, wrong } = readSpf(`v=spf1 ${text}`)
    expect(terms.length + wrong.length).toBeLessThanOrEqual(text.length + 1)
  }
  const started = performance.now()
  readSpf(`v=spf1 ${'%{'.repeat(30_000)} ${'a'.repeat(60_000)} exists:${'%{i'.repeat(20_000)}`)
  expect(performance.now() - started).toBeLessThan(200)
})
