import { expect, test } from 'vitest'
import type { CssContext } from './css-context.ts'
import { filterDeclarations } from './filter-declarations.ts'
import { filterStylesheet } from './filter-stylesheet.ts'

function context(): CssContext & { dropped: string[] } {
  const dropped: string[] = []
  return {
    dropped,
    resolveImage: () => null,
    noteDropped: (text) => void dropped.push(text),
    noteDeclaration: () => undefined,
    scope: null,
    prefixId: (id) => `m-${id}`,
  }
}

test('plain rules stay, written anew', () => {
  expect(filterStylesheet('/* x */ P.a , td>#b { Color : RED ; margin:0 auto!important }', context())).toBe(
    'P.a,td>#m-b{color:RED;margin:0 auto!important}\n',
  )
})

test('a picture goes and the colour behind it stays', () => {
  expect(filterDeclarations('background:#eee url(https://x.example/a) no-repeat', context())).toBe(
    'background:#eee no-repeat',
  )
})

test.each([
  'background:src("https://x.example")',
  'background:image-set("https://x.example" 1x)',
  'background:u\\72l(https://x.example)',
  'background:var(--x)',
  'background:attr(title)',
  '--x:url(https://x.example)',
  'position:fixed',
  'width:100vw',
  'height:9e99px',
  'margin-left:-100px',
  'content:"\\3c/style>"',
  'font-family:"\\3c/style>"',
  'behavior:url(x)',
  'color:expression(1)',
  'display:fixed',
])('%s is dropped', (declaration) => {
  const seen = context()
  expect(filterDeclarations(`color:red;${declaration}`, seen)).toBe('color:red')
  expect(seen.dropped).toHaveLength(1)
})

test.each([
  '@import "x";',
  '@font-face{src:url(x)}',
  '@supports (a:b){p{color:red}}',
  'p{&:hover{color:red}}',
  '@media (prefers-color-scheme:dark){p{color:red}}',
  '@media screen{@import "x";}',
])('%s leaves nothing', (sheet) => {
  expect(filterStylesheet(sheet, context())).toBe('')
})

test('a phone width stays a phone width', () => {
  expect(
    filterStylesheet('@media only screen and (max-width:600px){.c{width:100%!important}}', context()),
  ).toBe('@media only screen and (max-width:600px){.c{width:100%!important}\n}\n')
})
