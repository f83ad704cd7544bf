import { expect, test } from 'vitest'
import { linkHref } from './EditorDialogs.tsx'

test.each([
  ['comune.example/albo', 'https://comune.example/albo'],
  ['http://comune.example', 'http://comune.example/'],
  ['info@comune.example', 'mailto:info@comune.example'],
])('%s becomes the link %s', (text, href) => {
  expect(linkHref(text)).toBe(href)
})

test.each(['javascript:alert(1)', 'data:text/html,x', 'due parole', ''])('%j is no link', (text) => {
  expect(linkHref(text)).toBeNull()
})
