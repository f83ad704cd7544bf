import './MessageCard.css'
import type { Attachment, MessageDetail } from '@staffetta/contract'
import { useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { usePreferences } from '../../settings/index.ts'
import { Attachments } from './Attachments.tsx'
import { imagesAllowedBy } from './image-policy.ts'
import { InnerMessage } from './InnerMessage.tsx'
import { InvitationPlace } from './InvitationPlace.tsx'
import { MessageFrame } from './MessageFrame.tsx'
import { MessageHead } from './MessageHead.tsx'
import { MessageNotices } from './MessageNotices.tsx'
import { useReading } from './reading.ts'
import { emptyHtml, sanitized, useSafeHtml } from './safe-html-loader.ts'
import { TextBody } from './TextBody.tsx'
import { useLinks } from './use-links.tsx'

interface Props {
  detail: MessageDetail
  /** Unfolded among the others of its conversation: no card of its own. */
  within?: boolean
}

/** Who, to whom, when; what must be known first; the words; the files. */
export function MessageCard({ detail, within = false }: Props) {
  const { t } = useI18n()
  const safe = useSafeHtml()
  const [inner, setInner] = useState<{ ref: string; file: Attachment } | null>(null)
  const reading = useReading(detail.ref)
  const preferences = usePreferences()
  const links = useLinks()
  const images = reading.images ?? (imagesAllowedBy(preferences, detail) ? 'shown' : 'blocked')
  const html = sanitized(safe, detail, images)
  const asText = html === null || reading.asText
  const adapt = reading.adapt === true || html?.look === 'simple'

  const words =
    detail.text !== null
      ? { content: detail.text.content, flowed: detail.text.flowed }
      : html !== null
        ? { content: safe.textOf(html.html), flowed: false }
        : null

  return (
    <section className={within ? 'message-within' : 'message-card'}>
      <MessageHead key={detail.ref} detail={detail} />
      <MessageNotices
        detail={detail}
        blocked={asText ? null : (html?.blocked ?? null)}
        truncated={html?.truncated ?? false}
      />
      <InvitationPlace key={`invitation-${detail.ref}`} detail={detail} />
      <div className="message-body">
        <MessageFrame
          content={asText ? emptyHtml(safe) : html.html}
          paper={adapt || asText ? 'theme' : 'white'}
          adapt={adapt}
          hidden={asText}
          onHover={links.onHover}
          onOpen={links.onOpen}
        />
        {asText && words && (
          <TextBody key={detail.ref} {...words} onHover={links.onHover} onOpen={links.onOpen} />
        )}
        {asText && !words && (
          <p className="message-empty">
            {detail.attachments.length > 0 ? t('message.onlyFiles') : t('message.empty')}
          </p>
        )}
        {links.element}
      </div>
      <Attachments
        key={`files-${detail.ref}`}
        detail={detail}
        shownInline={asText ? null : html.html}
        onOpen={(file) => setInner({ ref: detail.ref, file })}
      />
      {inner?.ref === detail.ref && (
        <InnerMessage
          key={inner.file.partId}
          messageRef={detail.ref}
          file={inner.file}
          onClose={() => setInner(null)}
        />
      )}
    </section>
  )
}
