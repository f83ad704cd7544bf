import './print.css'
import type { Address, MessageDetail } from '@staffetta/contract'
import type { I18n } from '../../app/i18n.tsx'
import { frameStyle } from './frame-style.ts'
import type { Reading } from './reading.ts'
import { sanitized, type SafeHtmlModule } from './safe-html-loader.ts'

/** Prints the message on paper of its own: who, when, the words, the names of the files. No script there either. */
export function printMessage(
  safe: SafeHtmlModule,
  detail: MessageDetail,
  reading: Reading,
  { t, formats, locale }: I18n,
): void {
  const frame = document.createElement('iframe')
  frame.setAttribute('sandbox', 'allow-same-origin allow-modals')
  frame.className = 'print-frame'
  frame.setAttribute('aria-hidden', 'true')
  const html = reading.asText ? null : sanitized(safe, detail, reading.images ?? 'blocked')
  const content = html?.html ?? safe.sanitizeMessage('', { remote: { kind: 'blocked' } }).html
  frame.src = safe.framePath
  frame.addEventListener('load', () => {
    const page = frame.contentDocument!
    if (page.location.pathname !== safe.framePath) return
    const style = `${frameStyle()}${paper}`
    safe.dressDocument(page, { language: locale, title: detail.summary.subject, style })
    safe.fillDocument(page, content)
    if (html === null) {
      const text = page.createElement('pre')
      text.textContent = detail.text?.content ?? ''
      page.body.replaceChildren(text)
    }
    page.body.prepend(headOf(page))
    for (const quote of page.querySelectorAll('details')) quote.open = true
    frame.contentWindow!.addEventListener('afterprint', () => frame.remove())
    frame.contentWindow!.focus()
    frame.contentWindow!.print()
  })
  document.body.append(frame)

  function headOf(page: Document): Element {
    const head = page.createElement('header')
    const title = page.createElement('h1')
    title.textContent = detail.summary.subject.trim() || t('mail.noSubject')
    head.append(title)
    const people = (list: Address[]) =>
      list.map(({ name, address }) => (name ? `${name} <${address}>` : address)).join(', ')
    const rows = [
      [t('message.field.from'), people(detail.summary.from)],
      [t('message.field.to'), people(detail.summary.to)],
      [t('message.field.cc'), people(detail.cc)],
      [t('message.field.date'), formats.full(detail.summary.sentAt ?? detail.summary.receivedAt)],
      [
        t('attachments.title'),
        detail.attachments
          .filter(({ inline }) => !inline)
          .map(({ fileName }) => fileName)
          .join(', '),
      ],
    ] as const
    for (const [label, value] of rows) {
      if (value === '') continue
      const line = page.createElement('p')
      const name = page.createElement('strong')
      name.textContent = `${label}: `
      line.append(name, value)
      head.append(line)
    }
    return head
  }
}

const paper = `
html { color-scheme: light; overflow: visible; }
body { color: #000; background: #fff; }
header { margin-bottom: 16px; padding-bottom: 12px; border-bottom: 1px solid #999; }
header h1 { margin: 0 0 8px; font: 700 20px/26px 'Titillium Web', sans-serif; }
header p { margin: 0; font: 13px/20px 'Titillium Web', sans-serif; }
details > summary { display: none !important; }
`
