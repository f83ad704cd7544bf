/** What draws, and nothing that runs, loads, refers outside, repeats without end or brings rules of its own. */
const elements = new Set(
  'svg g path rect circle ellipse line polyline polygon defs linearGradient radialGradient stop clipPath mask symbol text tspan'.split(
    ' ',
  ),
)
/** What says something about the picture and draws nothing: left out, whatever is in it. */
const silent = new Set(['metadata', 'title', 'desc'])
const attributes = new Set(
  (
    'id d x y x1 y1 x2 y2 cx cy r rx ry fx fy fr width height points viewBox preserveAspectRatio transform gradientTransform ' +
    'gradientUnits spreadMethod offset clipPathUnits maskUnits maskContentUnits dx dy rotate textLength lengthAdjust'
  ).split(' '),
)
/** As attributes, and within `style`. */
const properties = new Set(
  (
    'fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke-miterlimit ' +
    'stroke-dasharray stroke-dashoffset opacity color stop-color stop-opacity clip-path clip-rule mask display visibility ' +
    'font-family font-size font-weight font-style text-anchor letter-spacing paint-order vector-effect'
  ).split(' '),
)
const MOST_ELEMENTS = 5000
const MOST_DEPTH = 60

const NAME = '[A-Za-z_][\\w.:-]*'
const ATTRIBUTE = `\\s+(${NAME})\\s*=\\s*(?:"([^"<]*)"|'([^'<]*)')`
const token = new RegExp(
  `<!--[\\s\\S]*?-->|<\\?[\\s\\S]*?\\?>|<!DOCTYPE[^\\[<>]*>|<(/?)(${NAME})((?:${ATTRIBUTE})*)\\s*(/?)>|([^<]+)`,
  'y',
)
const local = /^url\((["']?)#[\w.-]+\1\)$/

/** The name of what does not belong into a crest. */
export class NotACrest extends Error {}

/**
 * A drawing written anew from the elements and attributes that are known to be harmless: nothing of the file itself is kept, so what
 * one reader takes for a comment and another for a script is in neither. Throws NotACrest for whatever could do more than be drawn.
 */
export function redrawnSvg(text: string): string {
  const out: string[] = []
  const open: string[] = []
  /** How deep within something that is left out. */
  let hidden = 0
  let count = 0
  token.lastIndex = 0
  const source = text.replace(/^\uFEFF/, '').trim()
  while (token.lastIndex < source.length) {
    const found = token.exec(source)
    if (found === null) throw new NotACrest('XML')
    const [, closing, name, list = '', , , , alone, words] = found
    if (words !== undefined) {
      const inText = open.at(-1) === 'text' || open.at(-1) === 'tspan'
      if (hidden === 0 && inText) out.push(escaped(decoded(words)))
      else if (hidden === 0 && words.trim() !== '') throw new NotACrest('text')
      continue
    }
    if (name === undefined) continue
    if (closing === '/') {
      if (open.pop() !== name) throw new NotACrest('XML')
      if (hidden > 0) hidden--
      else out.push(`</${name}>`)
      continue
    }
    if (++count > MOST_ELEMENTS || open.length > MOST_DEPTH) throw new NotACrest('size')
    const isFirst = out.length === 0
    if (isFirst !== (name === 'svg' && open.length === 0)) throw new NotACrest(`<${name}>`)
    if (hidden > 0 || silent.has(name) || name.includes(':')) {
      if (alone !== '/') {
        open.push(name)
        hidden++
      }
      continue
    }
    if (!elements.has(name)) throw new NotACrest(`<${name}>`)
    out.push(`<${name}${isFirst ? ' xmlns="http://www.w3.org/2000/svg"' : ''}`)
    for (const [, key = '', double, single] of list.matchAll(new RegExp(ATTRIBUTE, 'g')))
      out.push(kept(name, key, decoded(double ?? single ?? '')))
    out.push(alone === '/' ? '/>' : '>')
    if (alone !== '/') open.push(name)
    if (isFirst && !/\sviewBox="/.test(out.join(''))) throw new NotACrest('viewBox')
  }
  if (open.length > 0 || count === 0) throw new NotACrest('XML')
  return out.join('')
}

/** An attribute as it goes on, or nothing of it. */
function kept(element: string, key: string, value: string): string {
  if (/^on/i.test(key)) throw new NotACrest(key)
  if (key === 'href' || key === 'xlink:href') {
    if (!/^#[\w.-]+$/.test(value) || !element.endsWith('Gradient')) throw new NotACrest('href')
    return ` href="${value}"`
  }
  if (key === 'style') return styled(value)
  if (key === 'id' && !/^[\w.-]+$/.test(value)) return ''
  if (!attributes.has(key) && !properties.has(key)) return ''
  return ` ${key}="${escaped(harmless(value))}"`
}

function styled(value: string): string {
  const rules = value.split(';').flatMap((rule) => {
    const at = rule.indexOf(':')
    const property = rule.slice(0, at).trim()
    return properties.has(property) ? [`${property}:${harmless(rule.slice(at + 1).trim())}`] : []
  })
  return rules.length === 0 ? '' : ` style="${escaped(rules.join(';'))}"`
}

/** Refers to nothing outside of the drawing, by none of the ways CSS has to write it. */
function harmless(value: string): string {
  if (/[\\@{}]|\/\*/.test(value)) throw new NotACrest(value.slice(0, 40))
  if (/\(/.test(value) && !local.test(value.trim()) && !isFunctionOfNumbers(value))
    throw new NotACrest(value.slice(0, 40))
  return value
}

/** `translate(3 4) rotate(45)`, `rgb(1, 2, 3)`. */
function isFunctionOfNumbers(value: string): boolean {
  return /^(?:\s*,?\s*(?:translate|rotate|scale|matrix|skewX|skewY|rgba?|hsla?)\s*\([\d\s.,eE%+-]*\))+\s*$/.test(
    value,
  )
}

const names: Partial<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function decoded(text: string): string {
  return text.replaceAll(/&(#x?[\da-fA-F]+|\w+)?;?/g, (whole, name: string | undefined) => {
    const code = name?.startsWith('#x') ? parseInt(name.slice(2), 16) : Number(name?.slice(1))
    const found = name?.startsWith('#') ? characterOf(code) : names[name ?? '']
    if (found === undefined || !whole.endsWith(';')) throw new NotACrest(whole)
    return found
  })
}

function characterOf(code: number): string | undefined {
  const isText = code === 9 || code === 10 || code === 13 || (code >= 32 && code <= 0x10ffff)
  return isText && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : undefined
}

function escaped(text: string): string {
  return text.replaceAll(
    /[&<>"']/g,
    (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[sign]!,
  )
}
