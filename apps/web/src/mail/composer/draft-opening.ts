import type {
  Address,
  ComposedMessage,
  Identity,
  Me,
  MessageDetail,
  Preferences,
  Upload,
} from '@staffetta/contract'
import { api } from '../../app/api.ts'
import { i18n } from '../../app/i18n.tsx'
import { queryClient } from '../../app/query-client.ts'
import { identitiesOf } from '../../settings/index.ts'
import { isMe, repliesTo } from '../message-view/people.ts'
import type { SafeHtmlModule } from '../message-view/safe-html-loader.ts'
import { personName } from '../names.ts'
import { mailQueries } from '../queries.ts'
import type { ComposerFile, Draft, Quote } from './composer-state.ts'
import { emptyDraft } from './composer-state.ts'
import type { ComposerIntent } from './open.ts'
import { escapeHtml, quoteClass } from './outgoing.ts'
import { recipientOf } from './recipients.ts'
import { signedBy } from './identity.ts'

interface Circumstances {
  id: string
  me: Me
  preferences: Preferences | undefined
  safe: SafeHtmlModule
}

/** The draft that a wish begins with. Waits for the message it answers. */
export async function openDraft(
  intent: Exclude<ComposerIntent, { kind: 'recovered' }>,
  circumstances: Circumstances,
): Promise<Draft> {
  const { id, me, preferences } = circumstances
  const draft = emptyDraft(id, { name: me.displayName, address: me.address })
  const usual = preferences && usualIdentity(preferences)
  if (intent.kind === 'new') return { ...signedBy(usual, draft), to: (intent.to ?? []).map(recipientOf) }
  if (intent.kind === 'draft') return openStored(intent.ref, signedBy(usual, draft), circumstances)
  const detail = await queryClient.ensureQueryData(mailQueries.message(intent.ref))
  const answer = signedBy(preferences && (addressedIdentity(detail, preferences) ?? usual), {
    ...draft,
    kind: intent.kind,
  })
  return intent.kind === 'forward'
    ? forward(answer, detail, intent.attached ?? false, circumstances)
    : reply(answer, detail, me, circumstances)
}

function usualIdentity(preferences: Preferences): Identity {
  const { list, defaultId } = identitiesOf(preferences)
  return list.find(({ id }) => id === defaultId)!
}

/** Whoever wrote where the answers of an identity go is answered by that one. */
function addressedIdentity({ summary, cc }: MessageDetail, preferences: Preferences): Identity | undefined {
  const reached = [...summary.to, ...cc].map(({ address }) => address.toLowerCase())
  return identitiesOf(preferences).list.find(
    ({ replyTo }) => replyTo !== '' && reached.includes(replyTo.toLowerCase()),
  )
}

async function reply(draft: Draft, detail: MessageDetail, me: Me, { safe }: Circumstances): Promise<Draft> {
  const { t, formats } = i18n()
  const { summary } = detail
  const everyone = repliesTo(detail, me)
  const own = isMe(summary.from[0], me)
  const senders = own ? summary.to : detail.replyTo.length > 0 ? detail.replyTo : summary.from
  const to =
    draft.kind === 'reply'
      ? senders
      : everyone.filter((person) => contains(senders, person) || contains(summary.to, person))
  const cc = draft.kind === 'reply' ? [] : everyone.filter((person) => !contains(to, person))
  const at = summary.sentAt ?? summary.receivedAt
  const name = personName(summary.from[0], t)
  return {
    ...draft,
    about: personName(to[0] ?? summary.from[0], t),
    to: to.map(recipientOf),
    cc: cc.map(recipientOf),
    subject: prefixed('Re: ', summary.subject),
    quote: quoteOf(
      detail,
      'reply',
      [t('composer.wrote', { date: formats.date(at), time: formats.time(at), name })],
      safe,
    ),
    source: { ref: detail.ref, kind: 'reply' },
    files: await filesOf(
      detail,
      ({ inline, contentId }) => inline && contentId !== null && detail.unsafeHtml !== null,
    ),
  }
}

async function forward(
  draft: Draft,
  detail: MessageDetail,
  attached: boolean,
  { safe }: Circumstances,
): Promise<Draft> {
  const { t, formats } = i18n()
  const { summary } = detail
  const people = (list: Address[]) =>
    list.map(({ name, address }) => (name ? `${name} <${address}>` : address)).join(', ')
  const heading = [
    t('composer.forwarded'),
    `${t('message.field.from')}: ${people(summary.from)}`,
    `${t('message.field.date')}: ${formats.full(summary.sentAt ?? summary.receivedAt)}`,
    `${t('composer.subject')}: ${summary.subject}`,
    `${t('message.field.to')}: ${people(summary.to)}`,
    ...(detail.cc.length > 0 ? [`${t('message.field.cc')}: ${people(detail.cc)}`] : []),
  ]
  const answer = {
    ...draft,
    about: summary.subject,
    subject: prefixed('Fwd: ', summary.subject),
    source: { ref: detail.ref, kind: 'forward' } as const,
  }
  if (attached) {
    const { uploads } = await api.mail.uploadFromMessage({ ref: detail.ref })
    return { ...answer, files: uploads.map((upload) => fileOf(upload, null)) }
  }
  return {
    ...answer,
    quote: quoteOf(detail, 'forward', heading, safe),
    files: await filesOf(detail, () => true),
  }
}

function quoteOf(detail: MessageDetail, kind: Quote['kind'], heading: string[], safe: SafeHtmlModule): Quote {
  const unsafeHtml = detail.unsafeHtml?.content ?? null
  const text =
    detail.text?.content ??
    (unsafeHtml === null
      ? ''
      : safe.textOf(safe.sanitizeMessage(unsafeHtml, { remote: { kind: 'blocked' } }).html))
  return { heading, kind, unsafeHtml, text, preview: text.replace(/\s+/g, ' ').trim().slice(0, 240) }
}

async function filesOf(
  detail: MessageDetail,
  wanted: (file: MessageDetail['attachments'][number]) => boolean,
): Promise<ComposerFile[]> {
  const files = detail.attachments.filter(wanted)
  if (files.length === 0) return []
  const { uploads } = await api.mail.uploadFromMessage({
    ref: detail.ref,
    partIds: files.map(({ partId }) => partId),
  })
  return uploads.map((upload, at) => fileOf(upload, files[at]?.contentId ?? null))
}

function fileOf(upload: Upload, contentId: string | null): ComposerFile {
  return {
    id: upload.id,
    fileName: upload.fileName,
    sizeBytes: upload.sizeBytes,
    contentId,
    state: { kind: 'there', upload },
  }
}

async function openStored(ref: string, draft: Draft, { safe, preferences }: Circumstances): Promise<Draft> {
  const { draftId, message, uploads } = await api.mail.openDraft({ ref })
  const byId = new Map(uploads.map((upload) => [upload.id, upload]))
  const { own, quote } = message.html === null ? { own: '', quote: null } : takeApart(message.html, safe)
  return {
    ...draft,
    id: draftId,
    kind: 'draft',
    to: message.to.map(recipientOf),
    cc: message.cc.map(recipientOf),
    bcc: message.bcc.map(recipientOf),
    subject: message.subject,
    from: message.from.name === '' ? draft.from : message.from,
    replyTo: message.replyTo[0]?.address ?? '',
    identityId: identityOfStored(message, draft, preferences),
    mode: message.html === null ? 'plain' : 'rich',
    html: own,
    text: message.text,
    quote,
    files: message.attachments.flatMap(({ uploadId, contentId }) => {
      const upload = byId.get(uploadId)
      return upload ? [fileOf(upload, contentId)] : []
    }),
    source: message.source,
    priority: message.priority === 'high' ? 'high' : 'normal',
    requestReadReceipt: message.requestReadReceipt,
    storedRef: ref,
  }
}

/** The identity a stored draft was written as, by what it says of itself. */
function identityOfStored(
  { from, replyTo }: Pick<ComposedMessage, 'from' | 'replyTo'>,
  draft: Draft,
  preferences: Preferences | undefined,
): string {
  const list = preferences ? identitiesOf(preferences).list : []
  const fitting = list.filter((one) => one.replyTo === (replyTo[0]?.address ?? ''))
  const same = fitting.find(({ displayName }) => displayName === from.name)
  return (same ?? fitting[0])?.id ?? draft.identityId
}

/** What was written and what it quotes, from a draft of ours; a draft of another program is all one's own. */
function takeApart(html: string, safe: SafeHtmlModule): { own: string; quote: Quote | null } {
  const root = safe.bodyOf(safe.sanitizeMessage(html, { remote: { kind: 'kept' } }).html)
  const original = root.querySelector(`.${quoteClass}`)
  if (original === null) return { own: root.innerHTML, quote: null }
  original.remove()
  const unsafeHtml = original.innerHTML
  const text = safe.textOf(safe.sanitizeMessage(unsafeHtml, { remote: { kind: 'blocked' } }).html)
  return {
    own: root.innerHTML,
    quote: {
      heading: [],
      kind: 'stored',
      unsafeHtml,
      text,
      preview: text.replace(/\s+/g, ' ').slice(0, 240),
    },
  }
}

function contains(list: Address[], person: Address): boolean {
  return list.some(({ address }) => address.toLowerCase() === person.address.toLowerCase())
}

/** "Re: Re:" and the other languages' ways of saying it are one. */
export function prefixed(prefix: 'Re: ' | 'Fwd: ', subject: string): string {
  const known =
    prefix === 'Re: '
      ? /^(?:\s*(?:re|r|rif|aw|sv|antw)\s*(?:\[\d+\])?\s*:\s*)+/i
      : /^(?:\s*(?:fwd?|i|inoltro|wg|tr)\s*:\s*)+/i
  return prefix + subject.replace(known, '')
}

/** Plain text as the editor's paragraphs. */
export function paragraphsOf(text: string): string {
  return text
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${escapeHtml(paragraph).replaceAll('\n', '<br>')}</p>`)
    .join('')
}
