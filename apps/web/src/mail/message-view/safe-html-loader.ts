import type { MessageDetail } from '@staffetta/contract'
import type * as SafeHtml from '@staffetta/safe-html'
import type { RemotePolicy, SanitizedMessage } from '@staffetta/safe-html'
import { use } from 'react'
import { api } from '../../app/api.ts'
import { i18n } from '../../app/i18n.tsx'

export type SafeHtmlModule = typeof SafeHtml

/** With what React reads of a promise, so that `use` need not wait for one that is there. */
interface Arriving extends Promise<SafeHtmlModule> {
  status?: 'fulfilled'
  value?: SafeHtmlModule
}

let arriving: Arriving | undefined

/** Fetches the sanitiser ahead of the first message; call it when the page has nothing else to do. */
export function loadSafeHtml(): Promise<SafeHtmlModule> {
  if (arriving === undefined) {
    const coming: Arriving = import('@staffetta/safe-html')
    arriving = coming
    void coming.then(
      (value) => Object.assign(coming, { status: 'fulfilled', value }),
      () => undefined, // told by whoever uses it
    )
  }
  return arriving
}

/**
 * The sanitiser, at once when it is there, else after a moment (Suspense). Never past `use`: a component that waited and is
 * drawn again without it has other hooks than before (React error 467).
 */
export function useSafeHtml(): SafeHtmlModule {
  return use(loadSafeHtml())
}

export type Images = 'blocked' | 'shown'

const known = new WeakMap<object, Partial<Record<Images, SanitizedMessage>>>()

/** The message's HTML as it may be shown; the same message is worked on once. */
export function sanitized(
  module: SafeHtmlModule,
  detail: MessageDetail,
  images: Images,
): SanitizedMessage | null {
  const { unsafeHtml } = detail
  if (unsafeHtml === null) return null
  const results = known.get(unsafeHtml) ?? {}
  known.set(unsafeHtml, results)
  return (results[images] ??= module.sanitizeMessage(unsafeHtml.content, {
    remote: images === 'shown' ? proxyOf(detail) : { kind: 'blocked' },
    inline: (contentId) => inlineAddress(detail, contentId),
    foldQuotes: i18n().t('message.quote'),
  }))
}

/** Where a picture that came inside the message is served. */
function inlineAddress(detail: MessageDetail, contentId: string): string | null {
  const part = detail.attachments.find(
    (attachment) => attachment.contentId === contentId && attachment.preview === 'image',
  )
  return part ? api.mail.getPart({ ref: detail.ref, partId: part.partId, show: true }) : null
}

function proxyOf(detail: MessageDetail): RemotePolicy {
  const { ref, imageToken } = detail
  const start = api.mail.getRemoteImage({ ref, url: '', token: '' }).split('?')[0]!
  return {
    kind: 'proxied',
    toUrl: (url) => api.mail.getRemoteImage({ ref, url, token: imageToken }),
    owns: (address) => address.startsWith(`${start}?`),
  }
}

let empty: SafeHtml.SafeHtml | undefined

/** Nothing, in a form that may be shown. */
export function emptyHtml(module: SafeHtmlModule): SafeHtml.SafeHtml {
  return (empty ??= module.sanitizeMessage('', { remote: { kind: 'blocked' } }).html)
}
