import { parseInert, type SafeHtml } from './safe-html.ts'

const blocks = new Set(
  'address article aside blockquote center dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody tfoot thead tr ul'.split(
    ' ',
  ),
)

/** The words of a message, laid out as plain text: paragraphs, lists, quotations, and where links lead. */
export function textOf(html: SafeHtml): string {
  const { body } = parseInert(html)
  for (const style of body.querySelectorAll('style')) style.remove()
  return lay(body)
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

function lay(node: Node): string {
  let text = ''
  for (const child of node.childNodes) {
    if (child.nodeType === 3) text += collapse(child, text)
    else if (child.nodeType === 1) text += layElement(child as Element, text)
  }
  return text
}

function layElement(element: Element, before: string): string {
  const tag = element.localName
  if (tag === 'br') return '\n'
  if (tag === 'img')
    return element.getAttribute('alt')?.trim() ? `[${element.getAttribute('alt')!.trim()}]` : ''
  const inner = lay(element)
  if (tag === 'a') return withAddress(inner, element.getAttribute('href'))
  if (tag === 'td' || tag === 'th')
    return inner.trim() === '' ? '' : `${inner.trim()}${element.nextElementSibling ? '\t' : ''}`
  if (!blocks.has(tag)) return inner
  const opening = before === '' || before.endsWith('\n') ? '' : '\n'
  if (tag === 'hr') return `${opening}----------\n`
  if (tag === 'blockquote') return `${opening}${prefixed(inner.trim(), '> ')}\n`
  if (tag === 'li') return `${opening}${marker(element)}${prefixed(inner.trim(), '  ').trimStart()}\n`
  if (tag === 'p' || tag === 'ul' || tag === 'ol' || /^h\d$/.test(tag)) return `${opening}${inner.trim()}\n\n`
  return inner.trim() === '' ? opening : `${opening}${inner}${inner.endsWith('\n') ? '' : '\n'}`
}

function collapse(node: Node, before: string): string {
  const text = node.textContent ?? ''
  if (node.parentElement?.closest('pre')) return text
  const collapsed = text.replace(/[\t\n\r ]+/g, ' ')
  return before === '' || before.endsWith('\n') || before.endsWith(' ') ? collapsed.trimStart() : collapsed
}

function withAddress(words: string, href: string | null): string {
  if (href === null || words.trim() === '') return words
  const bare = (text: string) =>
    text
      .trim()
      .replace(/^(?:mailto:|tel:|https?:\/\/)|\/$/g, '')
      .toLowerCase()
  return bare(words) === bare(href) ? words : `${words} <${href}>`
}

function marker(item: Element): string {
  if (item.parentElement?.localName !== 'ol') return '- '
  const start = Number(item.parentElement.getAttribute('start') ?? '1')
  return `${start + [...item.parentElement.children].indexOf(item)}. `
}

function prefixed(text: string, prefix: string): string {
  return text
    .split('\n')
    .map((line) => (line.startsWith('>') && prefix === '> ' ? `>${line}` : prefix + line))
    .join('\n')
}
