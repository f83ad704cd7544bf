/** Grows one hostile body from a seed: the same seed grows the same body. */
export function grow(seed: number): string {
  const random = mulberry(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const many = (most: number, make: () => string) =>
    Array.from({ length: Math.floor(random() * most) }, make).join('')

  const address = () =>
    pick(schemes) +
    pick([
      'c.canary.test/x',
      '//c.canary.test/x',
      'top.trap(1)',
      'text/html,<script>top.trap(1)</script>',
      'x@y',
    ])
  const css = () =>
    many(
      4,
      () =>
        pick(properties) + pick([':', ' : ', '/**/:']) + value() + pick([';', '', '!important;', '}', ';}{']),
    )
  const value = () =>
    pick([
      `url(${address()})`,
      `url("${address()}")`,
      `image-set("${address()}" 1x)`,
      `\\75 rl(${address()})`,
      `src("${address()}")`,
      'var(--x)',
      'red',
      '10px',
      'fixed',
      '100vh',
      `"${address()}"`,
      '-9px',
      `calc(1px + var(--x, url(${address()})))`,
    ])
  const sheet = () =>
    many(4, () =>
      pick([
        `p{${css()}}`,
        `@import "${address()}";`,
        `@media screen{p{${css()}}}`,
        `@font-face{src:url(${address()})}`,
        `:root{--x:url(${address()})}`,
        '<!--',
        '-->',
        '/*',
        '*/',
        `${pick(tags)}{${css()}`,
        '</style>',
        `&{${css()}}`,
      ]),
    )
  const attribute = () => {
    const name = pick(attributes)
    const quote = pick(['"', "'", '', '`'])
    const inside =
      name === 'style'
        ? css()
        : name === 'srcset'
          ? `${address()} 1x`
          : name.startsWith('on')
            ? 'top.trap(1)'
            : address()
    return `${pick([' ', '/', '\t', '\n'])}${name}=${quote}${pick(['', '', '&#1;', ' ', '\0'])}${inside}${quote}`
  }
  const node = (depth: number): string => {
    const tag = pick(tags)
    const kind = random()
    if (kind < 0.1) return `<style>${sheet()}</style>`
    if (kind < 0.15) return pick(['<!--', '-->', '<![CDATA[', ']]>', '--!>', '</', '<', '&lt;', '<?', '\0'])
    if (kind < 0.2) return `</${tag}>`
    const open = `<${tag}${many(4, attribute)}${pick(['>', '>', '>', '/>', ''])}`
    return depth > 6 ? open : `${open}${many(4, () => node(depth + 1))}${random() < 0.7 ? `</${tag}>` : ''}`
  }
  return node(0) + many(5, () => node(0))
}

const schemes = [
  'http:',
  'https:',
  'HTTP:',
  'javascript:',
  'java\tscript:',
  'data:',
  'cid:',
  '',
  '//',
  '\\\\',
  'vbscript:',
  'blob:',
  'ht\ntp:',
  '&#104;ttp:',
  'data:image/svg+xml,',
  'mailto:',
]
const properties = [
  'background',
  'background-image',
  'color',
  'position',
  'width',
  'content',
  'list-style',
  '--x',
  'cursor',
  'b\\61 ckground',
  'filter',
  'mask',
  'margin',
  'font-family',
  'BACKGROUND',
  'border-image',
  '*zoom',
  '-webkit-mask',
  'inset',
]
const attributes = [
  'src',
  'href',
  'style',
  'srcset',
  'onerror',
  'onload',
  'id',
  'name',
  'class',
  'background',
  'action',
  'xlink:href',
  'data',
  'poster',
  'title',
  'data-remote',
  'data-cid',
  'data-mail',
  'data-anchor',
  'formaction',
  'ping',
  'is',
  'slot',
  'width',
  'target',
  'lang',
]
const tags =
  'a b p div span img table tr td th tbody caption colgroup col form input button select option textarea svg math mtext mglyph mi annotation-xml foreignObject desc title style script noscript template iframe object embed video audio source picture base link meta body html head frameset details summary pre listing xmp plaintext marquee font center blockquote ul li dl dd h1 nobr ruby rt x-y animate use image set malignmark'.split(
    ' ',
  )

function mulberry(seed: number): () => number {
  let state = seed + 0x6d2b79f5
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
