import { expect, test } from 'vitest'
import { isUnder, memberHref, nameOf, parentOf, readHref } from './hrefs.ts'

const base = new URL('https://dav.example/')

test('spellings of one path are one string', () => {
  const spellings = [
    '/cal/elena@comune.example/è.ics',
    '/cal/elena%40comune.example/%c3%a8.ics',
    'https://dav.example/cal/./elena%40comune.example/x/../%C3%A8.ics',
    ' /cal/elena@comune.example/%C3%A8.ics\n',
  ]

  expect(new Set(spellings.map((spelling) => readHref(spelling, base)))).toEqual(
    new Set(['/cal/elena@comune.example/%C3%A8.ics']),
  )
})

test('what cannot be decoded is left to the server that made it', () => {
  expect(readHref('/cal/100%.ics', base)).toBe('/cal/100%.ics')
  expect(readHref('/cal/caff%E8.ics', base)).toBe('/cal/caff%E8.ics')
})

test('a slash hidden in a name stays hidden, and a climb hidden in one is refused', () => {
  expect(readHref('/cal/a%2Fb.ics', base)).toBe('/cal/a%2Fb.ics')
  for (const href of ['/cal/..%2Fx', '/cal/%2e%2e%5cx', '/cal/a%0d%0ab', 'https://other.example/cal/'])
    expect(() => readHref(href, base)).toThrow('outside')
})

test('a new member lies in its collection, whatever its name', () => {
  for (const name of ['con spazi', '100%', 'a?b#c', '会议🌳', '%2e%2e', '\ud800']) {
    const href = memberHref('/cal/uno', name)
    expect(isUnder(href, '/cal/uno/')).toBe(true)
    expect(readHref(href, base)).toBe(href)
    expect(parentOf(href)).toBe('/cal/uno/')
    if (name !== '\ud800') expect(nameOf(href)).toBe(name)
  }
  for (const name of ['', '.', '..', 'a/b', 'a\\b', 'a\nb'])
    expect(() => memberHref('/cal/', name)).toThrow('outside')
})

test('a sibling with the same beginning is not inside', () => {
  expect(isUnder('/cal/uno-bis/a.ics', '/cal/uno')).toBe(false)
  expect(isUnder('/cal/uno/', '/cal/uno')).toBe(false)
})
