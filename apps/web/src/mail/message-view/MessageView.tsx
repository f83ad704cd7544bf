import './MessageView.css'
import { ApiError, type MailboxId, type MessageDetail, type MessageRef } from '@staffetta/contract'
import { Button } from '@staffetta/ui'
import { useQuery } from '@tanstack/react-query'
import { CircleAlert, MailX } from 'lucide-react'
import { Suspense, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react'
import { Region, sentenceOf } from '../../app/errors.tsx'
import { useI18n } from '../../app/i18n.tsx'
import { useShortcuts } from '../../app/shortcuts/shortcuts.ts'
import { openComposer } from '../composer/open.ts'
import { neighbours, openMessage } from '../open-message.ts'
import { mailQueries } from '../queries.ts'
import { Conversation } from './Conversation.tsx'
import { markOpened } from './mark-opened.ts'
import { MessageCard } from './MessageCard.tsx'
import { MessageSkeleton } from './MessageSkeleton.tsx'
import { prepareMessage } from './prepare.ts'
import { ReaderToolbar } from './ReaderToolbar.tsx'
import { ReplyBar } from './ReplyBar.tsx'
import { loadSafeHtml } from './safe-html-loader.ts'

// This file comes in when the page has nothing else to do: the sanitiser follows it.
void loadSafeHtml().catch(() => undefined)

const prepareAfterMs = 300
/** Asking again would not bring it back. */
const goneCodes = new Set<string>(['mail/message-gone', 'mail/mailbox-gone', 'mail/uidvalidity-changed'])

interface Props {
  messageRef: MessageRef
  mailboxId: MailboxId
}

/** One message, read: its conversation, itself, and the ways to answer. */
export function MessageView({ messageRef, mailboxId }: Props) {
  const { t } = useI18n()
  const { data, error, refetch, isFetching } = useQuery(mailQueries.message(messageRef))
  // Asked beside the message, not after it: the earlier ones stand above it when it is painted.
  useQuery({ ...mailQueries.thread(messageRef), notifyOnChangeProps: [] })
  useShortcuts(
    data
      ? [
          {
            keys: 'r',
            label: t('list.reply'),
            group: 'message',
            run: () => openComposer({ kind: 'reply', ref: messageRef }),
          },
          {
            keys: 'a',
            label: t('list.replyAll'),
            group: 'message',
            run: () => openComposer({ kind: 'reply-all', ref: messageRef }),
          },
          {
            keys: 'f',
            label: t('list.forward'),
            group: 'message',
            run: () => openComposer({ kind: 'forward', ref: messageRef }),
          },
        ]
      : [],
  )
  const onOpened = useEffectEvent(() => {
    if (data) markOpened(data.summary)
  })
  const openedRef = data?.ref
  useEffect(() => {
    if (openedRef !== undefined) onOpened()
  }, [openedRef])

  const ground = useRef<HTMLDivElement>(null)
  const [kept, setKept] = useState(data)
  if (data && data !== kept) setKept(data)
  useLayoutEffect(() => {
    ground.current?.scrollTo(0, 0)
  }, [messageRef])
  // What is likely to be read next is made ready while one reads this.
  useEffect(() => {
    const { query } = openMessage.get()
    const next = openedRef === messageRef && query ? neighbours(messageRef, query)?.next : null
    if (!next) return
    const timer = setTimeout(() => void prepareMessage(next.ref).catch(() => undefined), prepareAfterMs)
    return () => clearTimeout(timer)
  }, [messageRef, openedRef])

  return (
    <article className="reader" aria-label={t('mail.reader')} data-message={messageRef}>
      <ReaderToolbar
        messageRef={messageRef}
        mailboxId={mailboxId}
        detail={data}
        failed={!data && error !== null}
      />
      <div className="reader-ground" ref={ground}>
        {kept && (
          <Region resetKey={messageRef}>
            {/* The last message stays behind the one that is on its way: its frame is ready for it. */}
            <div hidden={!data}>
              <Suspense fallback={<MessageSkeleton summary={kept.summary} />}>
                <Opened detail={kept} />
              </Suspense>
            </div>
          </Region>
        )}
        {!data && error && <Failed error={error} busy={isFetching} onRetry={() => void refetch()} />}
        {!data && !error && <MessageSkeleton key={messageRef} />}
      </div>
      {data && <ReplyBar detail={data} />}
    </article>
  )
}

function Opened({ detail }: { detail: MessageDetail }) {
  const { t } = useI18n()
  return (
    <>
      <h1 className="reader-subject">{detail.summary.subject.trim() || t('mail.noSubject')}</h1>
      <Conversation detail={detail}>
        <MessageCard detail={detail} />
      </Conversation>
    </>
  )
}

function Failed({ error, busy, onRetry }: { error: unknown; busy: boolean; onRetry: () => void }) {
  const { t } = useI18n()
  const gone = error instanceof ApiError && goneCodes.has(error.code)
  const [goTo] = useState(() => openMessage.get().goTo)
  return (
    <div className="empty-state" role="alert">
      <span className="empty-disc">
        {gone ? <MailX size={28} strokeWidth={1.75} /> : <CircleAlert size={28} strokeWidth={1.75} />}
      </span>
      <h2>{gone ? t('message.gone.title') : t('message.failed.title')}</h2>
      <p>{sentenceOf(error, t)}</p>
      {gone ? (
        <Button onClick={() => goTo(null)}>{t('message.gone.back')}</Button>
      ) : (
        <Button busy={busy} onClick={onRetry}>
          {t('actions.retry')}
        </Button>
      )}
    </div>
  )
}
