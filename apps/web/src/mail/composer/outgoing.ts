import type { Address, ComposedMessage } from '@staffetta/contract'
import type { SafeHtml } from '@staffetta/safe-html'
import type { SafeHtmlModule } from '../message-view/safe-html-loader.ts'
import type { Draft, Quote, Recipient } from './composer-state.ts'
import { everyoneIn } from './recipients.ts'

/** The place of the original in what goes out, so that a stored draft can be taken apart again. */
export const quoteClass = 'staffetta-quote'

/** What is sent and stored: the words, then the original as it came. */
export function composeMessage(draft: Draft, safe: SafeHtmlModule): ComposedMessage {
  const own =
    draft.mode === 'rich'
      ? safe.textOf(safe.sanitizeForEditor(draft.html, { inline: () => '/' }))
      : draft.text
  return {
    from: draft.from,
    to: everyoneIn(draft.to).map(addressOf),
    cc: everyoneIn(draft.cc).map(addressOf),
    bcc: everyoneIn(draft.bcc).map(addressOf),
    // A draft that an older version kept on this device has none.
    replyTo: draft.replyTo ? [{ name: draft.from.name, address: draft.replyTo }] : [],
    subject: draft.subject.replace(/[\r\n]+/g, ' ').trim(),
    html: draft.mode === 'rich' ? composeHtml(draft, safe) : null,
    text: draft.quote ? `${own}\n\n${quoteText(draft.quote)}` : own,
    attachments: draft.files.flatMap(({ state, contentId, fileName }) =>
      state.kind === 'there' ? [{ uploadId: state.upload.id, fileName, contentId }] : [],
    ),
    source: draft.source,
    priority: draft.priority,
    requestReadReceipt: draft.requestReadReceipt,
  }
}

function addressOf({ name, address }: Recipient): Address {
  return { name, address }
}

function composeHtml(draft: Draft, safe: SafeHtmlModule): string {
  const own = safe.sanitizeMessage(draft.html, { remote: { kind: 'kept' } }).html
  return draft.quote ? own + quoteHtml(draft.quote, safe) : own
}

function quoteHtml(quote: Quote, safe: SafeHtmlModule): string {
  const original = originalHtml(quote, safe)
  if (quote.kind === 'stored') return `<div class="${quoteClass}">${original}</div>`
  const heading = `<p>${quote.heading.map(escapeHtml).join('<br>')}</p>`
  const body =
    quote.kind === 'forward'
      ? original
      : `<blockquote type="cite" style="margin:0 0 0 4px;padding-left:12px;border-left:2px solid #c4cbd4">${original}</blockquote>`
  return `<div class="${quoteClass}">${heading}${body}</div>`
}

function originalHtml(quote: Quote, safe: SafeHtmlModule): string {
  if (quote.unsafeHtml === null) return `<div style="white-space:pre-wrap">${escapeHtml(quote.text)}</div>`
  return safe.sanitizeMessage(quote.unsafeHtml, { remote: { kind: 'kept' }, scope: 'quoted' }).html
}

/** The original as it is shown below what is being written: nothing of it loads but the pictures that came with it. */
export function shownQuote(
  quote: Quote,
  safe: SafeHtmlModule,
  inline: (contentId: string) => string | null,
): SafeHtml {
  const html = quote.unsafeHtml ?? `<div style="white-space:pre-wrap">${escapeHtml(quote.text)}</div>`
  return safe.sanitizeMessage(html, { remote: { kind: 'blocked' }, scope: 'quoted', inline }).html
}

function quoteText({ heading, kind, text }: Quote): string {
  const body =
    kind === 'reply'
      ? text
          .split('\n')
          .map((line) => (line.startsWith('>') ? `>${line}` : `> ${line}`))
          .join('\n')
      : text
  return [...heading, ...(kind === 'forward' ? [''] : []), body].join('\n')
}

export function escapeHtml(text: string): string {
  return text.replace(
    /[&<>"]/g,
    (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[character]!,
  )
}
