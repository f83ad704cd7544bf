import './ReaderToolbar.css'
import type { MailboxId, MessageDetail, MessageRef, MessageSummary } from '@staffetta/contract'
import { Button, IconButton, SplitButton, useMenu } from '@staffetta/ui'
import {
  Archive,
  ChevronDown,
  ChevronLeft,
  ChevronUp,
  Ellipsis,
  Flag,
  FolderInput,
  Forward,
  Pencil,
  Reply,
  ReplyAll,
  Trash,
} from 'lucide-react'
import { useI18n } from '../../app/i18n.tsx'
import { useStore } from '../../app/store.ts'
import { archive, askWhereTo, markFlagged, remove, roleOf } from '../actions.ts'
import { openComposer } from '../composer/open.ts'
import { neighbours, openMessage, rowOf } from '../open-message.ts'
import { targetOf } from '../selection.ts'
import { useReaderMenu } from './reader-menu.tsx'

interface Props {
  messageRef: MessageRef
  mailboxId: MailboxId
  detail: MessageDetail | undefined
  /** There is no message to answer. */
  failed: boolean
}

/** What one does to the open message, and the way to the ones beside it. */
export function ReaderToolbar({ messageRef, mailboxId, detail, failed }: Props) {
  const { t } = useI18n()
  const goTo = useStore(openMessage, (state) => state.goTo)
  const draft = roleOf(mailboxId) === 'drafts'
  return (
    <div className="reader-toolbar" role="toolbar" aria-label={t('message.toolbar')}>
      <IconButton
        className="reader-back"
        size={44}
        icon={ChevronLeft}
        label={t('actions.back')}
        onClick={() => goTo(null)}
      />
      <span className="reader-write">
        {failed ? null : draft ? (
          <Button icon={Pencil} onClick={() => openComposer({ kind: 'draft', ref: messageRef })}>
            {t('list.edit')}
          </Button>
        ) : (
          <Answers messageRef={messageRef} />
        )}
      </span>
      <Position messageRef={messageRef} />
      {detail && <Verbs summary={detail.summary} detail={detail} />}
    </div>
  )
}

function Answers({ messageRef: ref }: { messageRef: MessageRef }) {
  const { t } = useI18n()
  return (
    <>
      <SplitButton
        icon={ReplyAll}
        menuLabel={t('message.otherAnswers')}
        onClick={() => openComposer({ kind: 'reply-all', ref })}
        entries={[
          {
            kind: 'action',
            id: 'reply',
            label: t('list.reply'),
            icon: Reply,
            keys: 'R',
            onAction: () => openComposer({ kind: 'reply', ref }),
          },
          {
            kind: 'action',
            id: 'all',
            label: t('list.replyAll'),
            icon: ReplyAll,
            keys: 'A',
            onAction: () => openComposer({ kind: 'reply-all', ref }),
          },
          {
            kind: 'action',
            id: 'forward',
            label: t('list.forward'),
            icon: Forward,
            keys: 'F',
            onAction: () => openComposer({ kind: 'forward', ref }),
          },
        ]}
      >
        {t('list.replyAll')}
      </SplitButton>
      <Button
        kind="ghost"
        icon={Forward}
        className="reader-forward"
        onClick={() => openComposer({ kind: 'forward', ref })}
      >
        {t('list.forward')}
      </Button>
    </>
  )
}

function Verbs({ summary, detail }: { summary: MessageSummary; detail: MessageDetail }) {
  const { t } = useI18n()
  const target = targetOf(rowOf(summary.ref) ?? summary)
  const flagged = summary.flags.includes('flagged')
  const { entries, dialog } = useReaderMenu(detail)
  const menu = useMenu(entries, t('actions.more'))
  return (
    <span className="reader-verbs">
      <IconButton icon={Archive} label={t('list.archive')} keys="E" onClick={() => archive(target)} />
      <IconButton
        icon={Trash}
        label={t('list.delete')}
        keys={t('keys.delete')}
        onClick={() => remove(target)}
      />
      <IconButton
        className="reader-wide"
        icon={FolderInput}
        label={t('list.move')}
        keys="V"
        onClick={() => askWhereTo(target)}
      />
      <IconButton
        className="reader-wide"
        icon={Flag}
        filled={flagged}
        aria-pressed={flagged}
        label={flagged ? t('list.unflag') : t('list.flag')}
        keys="S"
        onClick={() => markFlagged(target, !flagged)}
      />
      <IconButton icon={Ellipsis} label={t('actions.more')} {...menu.trigger} />
      {menu.element}
      {dialog}
    </span>
  )
}

function Position({ messageRef }: { messageRef: MessageRef }) {
  const { t, formats } = useI18n()
  const query = useStore(openMessage, (state) => state.query)
  const goTo = useStore(openMessage, (state) => state.goTo)
  const place = query && neighbours(messageRef, query)
  if (!place) return <span className="reader-position" />
  const { previous, next } = place
  return (
    <span className="reader-position">
      <span>
        {t('list.position', {
          position: formats.number(place.index + 1),
          total: formats.number(place.total),
        })}
      </span>
      <span className="reader-wide">
        <IconButton
          icon={ChevronUp}
          label={t('message.previous')}
          keys="K"
          disabled={!previous}
          onClick={() => previous && goTo(previous.ref)}
        />
        <IconButton
          icon={ChevronDown}
          label={t('message.next')}
          keys="J"
          disabled={!next}
          onClick={() => next && goTo(next.ref)}
        />
      </span>
    </span>
  )
}
