import './Conversation.css'
import type { MessageDetail, MessageSummary } from '@staffetta/contract'
import { Avatar, Chip, Icon } from '@staffetta/ui'
import { useQuery } from '@tanstack/react-query'
import { ChevronRight } from 'lucide-react'
import { Suspense, useEffect, useEffectEvent, useState, type ReactNode } from 'react'
import { sentenceOf } from '../../app/errors.tsx'
import { useI18n } from '../../app/i18n.tsx'
import { session } from '../../app/session.ts'
import { useStore } from '../../app/store.ts'
import { fetchPreviews } from '../mutations.ts'
import { personName } from '../names.ts'
import { mailQueries } from '../queries.ts'
import { markOpened } from './mark-opened.ts'
import { MessageCard } from './MessageCard.tsx'
import { MessageSkeleton } from './MessageSkeleton.tsx'
import { isMe } from './people.ts'

/** The messages before and after the open one, folded to a row each; the open one stands between. */
export function Conversation({ detail, children }: { detail: MessageDetail; children: ReactNode }) {
  const { data } = useQuery(mailQueries.thread(detail.ref))
  const messages = withoutCopies(data?.messages ?? [], detail.summary)
  const at = messages.findIndex(({ ref }) => ref === detail.ref)
  const wordless = messages
    .filter(({ ref, preview }) => preview === null && ref !== detail.ref)
    .map(({ ref }) => ref)
    .slice(0, 50)
    .join(' ')
  useEffect(() => {
    if (wordless !== '') void fetchPreviews(wordless.split(' ')).catch(() => undefined)
  }, [wordless])
  return (
    <>
      <Folded key={`earlier-${detail.ref}`} messages={messages.slice(0, Math.max(0, at))} kind="earlier" />
      {children}
      <Folded key={`later-${detail.ref}`} messages={at < 0 ? [] : messages.slice(at + 1)} kind="later" />
    </>
  )
}

/** The same message may lie in two mailboxes; the open one wins. */
function withoutCopies(messages: MessageSummary[], open: MessageSummary): MessageSummary[] {
  const seen = new Set<string>()
  return messages.filter((message) => {
    if (message.ref === open.ref) return true
    const key = message.messageId ?? message.ref
    if (key === open.messageId || seen.has(key)) return false
    seen.add(key)
    return true
  })
}

function Folded({ messages, kind }: { messages: MessageSummary[]; kind: 'earlier' | 'later' }) {
  const { t, formats } = useI18n()
  const [all, setAll] = useState(false)
  const [inSight, setInSight] = useState(false)
  if (messages.length === 0) return null
  const first = messages[0]!
  const last = messages.at(-1)!
  const hidden = all ? 0 : Math.max(0, messages.length - 2)
  const rows = hidden > 0 ? [first, last] : messages
  return (
    <div className="folded" data-open={inSight || undefined}>
      <button
        type="button"
        className="folded-one"
        aria-expanded={inSight}
        onClick={() => setInSight(!inSight)}
      >
        <Icon of={ChevronRight} size={16} />
        <span>{t(`message.${kind}`, { count: messages.length })}</span>
        <span className="folded-date">
          {t('message.since', { date: formats.listDate(first.receivedAt) })}
        </span>
      </button>
      <div className="folded-rows">
        {rows.map((message) => (
          <FoldedMessage key={message.ref} summary={message}>
            {hidden > 0 && message === last && (
              <button
                type="button"
                className="folded-others"
                onClick={(event) => {
                  event.stopPropagation()
                  setAll(true)
                }}
              >
                <Chip tone="outline">{t('message.others', { count: hidden })}</Chip>
              </button>
            )}
          </FoldedMessage>
        ))}
      </div>
    </div>
  )
}

function FoldedMessage({ summary, children }: { summary: MessageSummary; children: ReactNode }) {
  const { t, formats } = useI18n()
  const me = useStore(session, (state) => state.me)
  const [open, setOpen] = useState(false)
  const own = isMe(summary.from[0], me)
  const name = own ? t('mail.me') : personName(summary.from[0], t)
  return (
    <div className="folded-message">
      <div className="folded-row">
        <button type="button" className="folded-open" aria-expanded={open} onClick={() => setOpen(!open)}>
          <Avatar name={own ? me!.displayName : name} tone={own ? 'hue' : 'neutral'} />
          <span className="folded-name">{name}</span>
          <span className="folded-preview">{summary.preview ?? summary.subject}</span>
        </button>
        {children}
        <time className="folded-date" dateTime={summary.receivedAt} title={formats.full(summary.receivedAt)}>
          {formats.messageDate(summary.sentAt ?? summary.receivedAt)}
        </time>
      </div>
      {open && <Unfolded summary={summary} />}
    </div>
  )
}

function Unfolded({ summary }: { summary: MessageSummary }) {
  const { t } = useI18n()
  const { data, error } = useQuery(mailQueries.message(summary.ref))
  const here = data !== undefined
  const onHere = useEffectEvent(() => markOpened(summary))
  useEffect(() => {
    if (here) onHere()
  }, [here])
  if (error)
    return (
      <p className="folded-failed" role="alert">
        {sentenceOf(error, t)}
      </p>
    )
  if (!data) return <MessageSkeleton />
  return (
    <Suspense fallback={<MessageSkeleton />}>
      <MessageCard detail={data} within />
    </Suspense>
  )
}
