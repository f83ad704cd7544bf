import './Mail.css'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import type { MessageSummary } from '@staffetta/contract'
import { Icon, later, Resizer } from '@staffetta/ui'
import { MailOpen, SquarePen } from 'lucide-react'
import { useCallback, useEffect, useMemo } from 'react'
import { device } from '../app/device.ts'
import { Region } from '../app/errors.tsx'
import { useI18n } from '../app/i18n.tsx'
import { drawer } from '../app/layout/drawer.ts'
import { usePhoneSearch } from '../app/layout/use-phone-search.tsx'
import { Shell } from '../app/layout/Shell.tsx'
import { useStore } from '../app/store.ts'
import { Composers, fetchComposer } from './composer/Composers.tsx'
import { openComposer } from './composer/open.ts'
import { indexOf } from './list-cache.ts'
import type { ListQuery } from './known-list.ts'
import { takesThreads } from './list-threads.ts'
import { MailDialogs } from './MailDialogs.tsx'
import { MailSide } from './mailbox-tree/MailSide.tsx'
import { PhoneBulkBar } from './message-list/BulkBar.tsx'
import { ensureRows } from './message-list/fetch-rows.ts'
import { ListPane } from './message-list/ListPane.tsx'
import { mailboxName } from './names.ts'
import { announcement, pageTitle } from './new-mail.ts'
import { openMessage } from './open-message.ts'
import { mailQueries } from './queries.ts'
import { SearchBox } from './search/SearchBox.tsx'
import { SearchPane } from './search/SearchPane.tsx'
import { clearSelection, countSelected, cursor, selection } from './selection.ts'
import { useMailbox } from './use-mailboxes.ts'
import { useAfterPaint, useWantedAtOnce } from './open-at-once.ts'
import { useMailShortcuts } from './shortcuts.ts'

const [MessageView, fetchMessageView] = later(
  async () => (await import('./message-view/MessageView.tsx')).MessageView,
)

const prefetchAfterMs = 1200
/** Rows known on both sides of the open message. */
const readAhead = 10

/** The three panes of mail: which folder, which message and what is searched for are in the address. */
export function MailScreen() {
  const { t } = useI18n()
  const navigate = useNavigate()
  const client = useQueryClient()
  const { mailboxId = 'inbox', messageRef: addressRef } = useParams({ strict: false })
  const [messageRef, want] = useWantedAtOnce(addressRef)
  const search = useSearch({ from: '/user/mail/$mailboxId' })
  const layout = useStore(device, (state) => state.layout)
  const conversations = useStore(device, (state) => state.conversations)
  const mailbox = useMailbox(mailboxId)
  const unread = useMailbox('inbox')?.unread ?? 0
  const news = useStore(announcement, (state) => state.text)
  const selecting = useStore(selection, (state) => countSelected(state.now) > 0)
  const name = mailbox ? mailboxName(mailbox, t) : mailboxId === 'inbox' ? t('roles.inbox') : ''
  const filter = search.filter ?? 'all'
  const order = search.order ?? 'arrival'
  const ascending = search.asc ?? false
  const threads = conversations && takesThreads({ mailboxId, order, ascending, filter }, mailbox)
  const query = useMemo<ListQuery>(
    () => ({ mailboxId, order, ascending, filter, threads }),
    [mailboxId, order, ascending, filter, threads],
  )

  const afterPaint = useAfterPaint(mailboxId)
  const goTo = useCallback(
    (ref: string | null) => {
      want(ref ?? undefined)
      afterPaint(
        () =>
          void (ref === null
            ? navigate({ to: '/mail/$mailboxId', params: { mailboxId }, search: (before) => before })
            : navigate({
                to: '/mail/$mailboxId/$messageRef',
                params: { mailboxId, messageRef: ref },
                search: (before) => before,
                replace: addressRef !== undefined,
              })),
      )
    },
    [navigate, mailboxId, addressRef, want, afterPaint],
  )
  const onOpen = useCallback(
    (summary: MessageSummary) => {
      if (summary.flags.includes('draft') && mailbox?.role === 'drafts') {
        openComposer({ kind: 'draft', ref: summary.ref })
        return
      }
      goTo(summary.ref)
    },
    [goTo, mailbox?.role],
  )
  const openMailbox = (id: string) => {
    drawer.set({ open: false })
    void navigate({ to: '/mail/$mailboxId', params: { mailboxId: id }, search: {} })
  }

  useEffect(() => openMessage.set({ ref: messageRef ?? null, query, goTo }), [messageRef, query, goTo])
  useEffect(() => {
    clearSelection()
    cursor.set({ index: null })
  }, [query, search.q, search.all])
  useEffect(() => {
    document.title = pageTitle(unread, name || t('shell.mail'))
  }, [unread, name, t])
  // The reader's and the composer's code come in once the first rows are there.
  useEffect(() => {
    const timer = setTimeout(
      () => void Promise.all([fetchMessageView(), fetchComposer()]).catch(() => undefined),
      prefetchAfterMs,
    )
    return () => clearTimeout(timer)
  }, [])
  useEffect(() => {
    if (messageRef === undefined) return
    const list = client.getQueryData(mailQueries.list(query).queryKey)
    const index = indexOf(list, messageRef)
    if (index !== undefined && cursor.get().index === null) cursor.set({ index })
    // Also where the list is not on screen: whoever reads on and on never comes to its known end.
    if (list && index !== undefined)
      ensureRows(query, Math.max(0, index - readAhead), Math.min(list.total - 1, index + readAhead))
  }, [client, messageRef, query])
  useMailShortcuts({ query, openRef: messageRef, goTo, onOpen, openMailbox })

  const reading = messageRef !== undefined
  const reader = reading ? (
    <Region resetKey={messageRef}>
      <MessageView messageRef={messageRef} mailboxId={mailboxId} />
    </Region>
  ) : (
    <div className="empty-state reader-empty">
      <span className="empty-disc">
        <Icon of={MailOpen} size={28} />
      </span>
      <h2>{t('mail.none')}</h2>
      <p>{t('mail.noneHint')}</p>
    </div>
  )

  const phone = usePhoneSearch({
    title: name,
    opens: t('shell.openFolders'),
    words: search.q,
    renderBox: (autoFocus) => <SearchBox mailboxId={mailboxId} mailboxName={name} autoFocus={autoFocus} />,
    onLeft: () => void navigate({ to: '.', search: ({ q: _q, all: _all, ...rest }) => rest }),
  })
  return (
    <Shell
      current="mail"
      onCurrent={() => openMailbox('inbox')}
      search={<SearchBox mailboxId={mailboxId} mailboxName={name} />}
      side={<MailSide current={mailboxId} onOpen={openMailbox} />}
      phoneTitle={phone.title}
      phoneAction={phone.button}
      phoneFull={reading}
      phoneBar={selecting ? <PhoneBulkBar query={query} /> : undefined}
      phonePrimary={{
        icon: SquarePen,
        label: t('mail.compose'),
        onPress: () => openComposer({ kind: 'new' }),
      }}
    >
      <Panes layout={layout} reading={reading} reader={reader}>
        {search.q ? (
          <SearchPane
            text={search.q}
            everywhere={search.all ?? false}
            query={query}
            openRef={messageRef}
            onOpen={onOpen}
          />
        ) : (
          <ListPane query={query} openRef={messageRef} onOpen={onOpen} />
        )}
      </Panes>
      <MailDialogs
        onLeaveMailbox={(id) => (id === mailboxId ? openMailbox('inbox') : undefined)}
        onRenamed={(from, to) => (from === mailboxId && from !== to ? openMailbox(to) : undefined)}
      />
      <Composers />
      <div className="ui-hidden" role="status" aria-live="polite">
        {news}
      </div>
    </Shell>
  )
}

interface PanesProps {
  layout: 'right' | 'below' | 'none'
  reading: boolean
  reader: React.ReactNode
  children: React.ReactNode
}

function Panes({ layout, reading, reader, children }: PanesProps) {
  const { t } = useI18n()
  const { listWidth, listHeight } = useStore(device, (state) => state)
  const style: Record<string, string> = {}
  if (listWidth !== null) style['--list-width'] = `${listWidth}px`
  if (listHeight !== null) style['--list-height'] = `${listHeight}px`
  return (
    <div className="mail" data-layout={layout} data-reading={reading || undefined} style={style}>
      {children}
      {layout === 'right' && (
        <Resizer
          label={t('layout.dividerList')}
          orientation="vertical"
          size={listWidth ?? 412}
          min={300}
          max={720}
          onResize={(size) => device.set({ listWidth: size })}
          onReset={() => device.set({ listWidth: null })}
        />
      )}
      {layout === 'below' && (
        <Resizer
          label={t('layout.dividerListHeight')}
          orientation="horizontal"
          size={listHeight ?? 360}
          min={160}
          max={800}
          onResize={(size) => device.set({ listHeight: size })}
          onReset={() => device.set({ listHeight: null })}
        />
      )}
      {(layout !== 'none' || reading) && (
        <section className="mail-reader" aria-label={t('mail.reader')}>
          {reader}
        </section>
      )}
    </div>
  )
}
