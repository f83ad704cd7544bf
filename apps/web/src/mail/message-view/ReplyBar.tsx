import './ReplyBar.css'
import type { MessageDetail } from '@staffetta/contract'
import { Button, Icon, IconButton, Kbd } from '@staffetta/ui'
import { Forward, Reply, ReplyAll } from 'lucide-react'
import { useI18n } from '../../app/i18n.tsx'
import { session } from '../../app/session.ts'
import { useStore } from '../../app/store.ts'
import { roleOf } from '../actions.ts'
import { openComposer } from '../composer/open.ts'
import { personName } from '../names.ts'
import { repliesTo } from './people.ts'

/** The answer is one press away at the foot. */
export function ReplyBar({ detail }: { detail: MessageDetail }) {
  const { t, locale } = useI18n()
  const me = useStore(session, (state) => state.me)
  const people = repliesTo(detail, me)
  if (roleOf(detail.summary.mailboxId) === 'drafts') return null
  const names = people.slice(0, 3).map((person) => personName(person, t))
  if (people.length > 3) names.push(t('message.others', { count: people.length - 3 }))
  const list = new Intl.ListFormat(locale, { type: 'conjunction' }).format(names)
  const { ref } = detail
  const all = people.length > 1
  return (
    <footer className="reply-bar">
      <button
        type="button"
        className="reply-line"
        onClick={() => openComposer({ kind: all ? 'reply-all' : 'reply', ref })}
      >
        <Icon of={all ? ReplyAll : Reply} size={18} />
        <span>{t('message.replyTo', { names: list })}</span>
        <Kbd>{all ? 'A' : 'R'}</Kbd>
      </button>
      <span className="reply-phone">
        <Button
          kind="primary"
          icon={all ? ReplyAll : Reply}
          onClick={() => openComposer({ kind: all ? 'reply-all' : 'reply', ref })}
        >
          {all ? t('list.replyAll') : t('list.reply')}
        </Button>
        {all && (
          <IconButton
            size={44}
            icon={Reply}
            label={t('list.reply')}
            onClick={() => openComposer({ kind: 'reply', ref })}
          />
        )}
        <IconButton
          size={44}
          icon={Forward}
          label={t('list.forward')}
          onClick={() => openComposer({ kind: 'forward', ref })}
        />
      </span>
    </footer>
  )
}
