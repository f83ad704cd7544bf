import './MessageHead.css'
import type { Address, MessageDetail } from '@staffetta/contract'
import { Avatar, Chip, IconButton, useMenu } from '@staffetta/ui'
import { EllipsisVertical, ExternalLink, Reply } from 'lucide-react'
import { Fragment, useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { personButton, personMark } from '../../app/person-mark.ts'
import { session } from '../../app/session.ts'
import { useStore } from '../../app/store.ts'
import { openComposer } from '../composer/open.ts'
import { personName } from '../names.ts'
import { MessageDetails } from './MessageDetails.tsx'
import { isExternal, isMe } from './people.ts'
import { useReaderMenu } from './reader-menu.tsx'

const mostNames = 3

export function MessageHead({ detail }: { detail: MessageDetail }) {
  const { t, formats } = useI18n()
  const me = useStore(session, (state) => state.me)
  const [details, setDetails] = useState(false)
  const { entries, dialog } = useReaderMenu(detail)
  const menu = useMenu(entries, t('actions.more'))
  const { from, sentAt, receivedAt } = detail.summary
  const sender = from[0]
  const name = personName(sender, t)
  const at = sentAt ?? receivedAt
  return (
    <header className="message-head">
      <Avatar name={name} size={40} tone={isMe(sender, me) ? 'hue' : 'neutral'} />
      <div className="message-people">
        <div className="message-sender">
          {sender && sender.address !== '' ? (
            <button className="message-name" {...personButton(sender)}>
              {name}
            </button>
          ) : (
            <span className="message-name">{name}</span>
          )}
          {sender && sender.address !== name && <span className="message-address">{sender.address}</span>}
          {sender && isExternal(sender.address, me) && (
            <Chip tone="warn" icon={ExternalLink} title={t('message.externalHint')}>
              {t('message.external')}
            </Chip>
          )}
        </div>
        <button
          type="button"
          className="message-recipients"
          aria-expanded={details}
          title={t('message.details')}
          onClick={() => setDetails(!details)}
        >
          <span>
            <Recipients people={[...detail.summary.to, ...detail.cc]} />
          </span>
          <span className="message-phone-date">{formats.messageDate(at)}</span>
        </button>
      </div>
      <time className="message-date" dateTime={at} title={formats.full(at)}>
        {formats.messageDate(at)}
      </time>
      <span className="message-verbs">
        <IconButton
          icon={Reply}
          label={t('list.reply')}
          keys="R"
          onClick={() => openComposer({ kind: 'reply', ref: detail.ref })}
        />
        <IconButton icon={EllipsisVertical} label={t('actions.more')} {...menu.trigger} />
        {menu.element}
        {dialog}
      </span>
      {details && <MessageDetails detail={detail} />}
    </header>
  )
}

/** "a te, Paolo Guerrini e altri 3": each name says who it is. */
function Recipients({ people }: { people: Address[] }) {
  const { t } = useI18n()
  const me = useStore(session, (state) => state.me)
  if (people.length === 0) return t('message.toNobody')
  const mine = people.filter((person) => isMe(person, me))
  const sorted = [...mine, ...people.filter((person) => !isMe(person, me))]
  const shown = sorted.slice(0, mostNames)
  const rest = sorted.length - shown.length
  // The sentence goes around the names, whatever the language.
  const names = '\u0000'
  const [before, after] = (
    rest > 0 ? t('message.toAndOthers', { names, count: rest }) : t('message.to', { names })
  ).split(names)
  return (
    <>
      {before}
      {shown.map((person, at) => (
        <Fragment key={at}>
          {at > 0 && ', '}
          <span {...personMark(person)}>{isMe(person, me) ? t('message.you') : personName(person, t)}</span>
        </Fragment>
      ))}
      {after}
    </>
  )
}
