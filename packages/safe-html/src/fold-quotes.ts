/** Where mail programs put what is being answered. */
const quotes = [
  'blockquote[type="cite"]',
  '.gmail_quote',
  '.gmail_quote_container',
  '.moz-cite-prefix + blockquote',
  '.yahoo_quoted',
  '.protonmail_quote',
  '#m-divRplyFwdMsg',
  '#m-appendonsend',
].join(',')

/** Each candidate costs a look at the whole message. */
const mostCandidates = 5

/** Puts a trailing quotation behind a handle that opens it without script. Text below a quotation is an answer: it stays. */
export function foldQuotes(root: Element, label: string): void {
  if (root.querySelector('details[data-quote]')) return
  for (const quote of [...root.querySelectorAll(quotes)].slice(0, mostCandidates)) {
    if (quote.closest('details') !== null) continue
    const rest = quote.id.startsWith('m-divRplyFwdMsg') || quote.id.startsWith('m-appendonsend')
    if (!hasWordsBefore(root, quote)) continue
    if (!rest && hasWordsAfter(root, quote)) continue
    fold(quote, label, rest)
    return
  }
}

function fold(quote: Element, label: string, withRest: boolean): void {
  const document = quote.ownerDocument
  const details = document.createElement('details')
  details.setAttribute('data-quote', '')
  const summary = document.createElement('summary')
  summary.title = label
  summary.textContent = label
  quote.before(details)
  const moved: Node[] = [quote]
  if (withRest)
    for (let next = details.nextSibling?.nextSibling; next; next = next.nextSibling) moved.push(next)
  details.append(summary, ...moved)
}

function hasWordsAfter(root: Element, quote: Element): boolean {
  return hasWords(root, (range) => {
    range.setStartAfter(quote)
    range.setEndAfter(root.lastChild!)
  })
}

function hasWordsBefore(root: Element, quote: Element): boolean {
  return hasWords(root, (range) => {
    range.setStartBefore(root.firstChild!)
    range.setEndBefore(quote)
  })
}

function hasWords(root: Element, place: (range: Range) => void): boolean {
  const range = root.ownerDocument.createRange()
  place(range)
  const part = range.cloneContents()
  for (const style of part.querySelectorAll('style')) style.remove()
  return part.querySelector('img') !== null || (part.textContent ?? '').trim() !== ''
}
