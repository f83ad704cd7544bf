import { crc32, deflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { readCrest } from './read-crest.ts'

const svg = (inside: string, more = '') =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 28 32"${more}>${inside}</svg>`)
const drawn = (inside: string) => readCrest(svg(inside)).bytes.toString()

const chunk = (type: string, data: Buffer) => {
  const body = Buffer.concat([Buffer.from(type), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}
const png = (
  width: number,
  height: number,
  more: Buffer[] = [],
  rows = Buffer.alloc((width * 4 + 1) * height),
) => {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 6, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    ...more,
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

test('a drawing is written anew from what draws, and nothing else of it is left', () => {
  expect(
    drawn(`<!-- <script>alert(1)</script> --><metadata><rdf:RDF a="b">chi</rdf:RDF></metadata><title>Stemma</title>
      <sodipodi:namedview id="x"/><g id="a" class="k" inkscape:label="b" transform="translate(1, 2) rotate(45)">
      <path style="fill:#fff;behavior:none;stroke:url(#g)" d="M0 0h4" data-x="1"/></g>
      <linearGradient id="g" xlink:href="#h"/><text>Comune &amp; più</text>`),
  ).toBe(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 28 32"><g id="a" transform="translate(1, 2) rotate(45)">' +
      '<path style="fill:#fff;stroke:url(#g)" d="M0 0h4"/></g><linearGradient id="g" href="#h"/>' +
      '<text>Comune &amp; più</text></svg>',
  )
})

test.each([
  '<script>alert(1)</script>',
  '<SCRIPT/>',
  '<path onload="alert(1)"/>',
  '<path ONCLICK="alert(1)"/>',
  '<foreignObject><p/></foreignObject>',
  '<style>@import "https://x.example/a.css"</style>',
  '<image href="https://x.example/a.png"/>',
  '<use href="#a"/>',
  '<a href="javascript:alert(1)"><path/></a>',
  '<animate attributeName="href" to="javascript:alert(1)"/>',
  '<set attributeName="onload" to="alert(1)"/>',
  '<linearGradient href="https://x.example/a.svg#g"/>',
  '<path fill="url(https://x.example/a)"/>',
  '<path style="fill:url(//x.example/a)"/>',
  '<path style="fill:u\\72l(//x.example/a)"/>',
  '<path style="fill:/**/url(//x.example/a)"/>',
  '<path style="fill:image-set(url(a))"/>',
  '<path fill="&#117;rl(https://x.example/a)"/>',
  '<path fill="&ext;"/>',
  '<path fill="red" d="M0 0',
  '<g><path/></svg><g>',
  '<![CDATA[<script/>]]>',
  '<filter><feImage href="https://x.example/a"/></filter>',
  '<g>'.repeat(80) + '</g>'.repeat(80),
])('what could do more than be drawn is refused: %s', (inside) => {
  expect(() => readCrest(svg(inside))).toThrow('admin/crest-refused')
})

test.each([
  '<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg viewBox="0 0 1 1"/>',
  '<html><script>alert(1)</script></html>',
  '<svg/>',
  '<svg viewBox="0 0 1 1"/><svg viewBox="0 0 1 1"/>',
  '<svg viewBox="0 0 1 1" onload="alert(1)"/>',
  'GIF89a',
  '',
])('a file that is no drawing is refused: %s', (text) => {
  expect(() => readCrest(Buffer.from(text))).toThrow('admin/crest-refused')
})

test('a picture keeps its pixels and nothing beside them', () => {
  const noted = png(4, 3, [chunk('tEXt', Buffer.from('Comment\0<script>'))])
  const { type, bytes } = readCrest(Buffer.concat([noted, Buffer.from('PK\u0003\u0004<script>')]))

  expect(type).toBe('image/png')
  expect(bytes.toString('latin1')).not.toMatch(/script|tEXt|PK/)
  expect(readCrest(bytes).bytes).toEqual(bytes)
})

test.each([
  ['larger than it may be', png(1025, 1)],
  ['with rows that are missing', png(4, 4, [], Buffer.alloc(10))],
  ['that unpacks to more than its rows', png(2, 2, [], Buffer.alloc(10_000_000))],
  ['with a sum that is wrong', Buffer.concat([png(2, 2).subarray(0, 40), Buffer.alloc(40)])],
])('a picture %s is refused', (_what, bytes) => {
  expect(() => readCrest(bytes)).toThrow('admin/crest-refused')
})
