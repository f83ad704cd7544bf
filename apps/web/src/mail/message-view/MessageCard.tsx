import type { MessageDetail } from '@staffetta/contract'
import { useI18n } from '../../app/i18n.tsx'
import { usePreferences } from '../../settings/index.ts'
import { Attachments } from './Attachments.tsx'
import { imagesAllowedBy } from './image-policy.ts'
import { MessageFrame } from './MessageFrame.tsx'
import { MessageHead } from './MessageHead.tsx'
import { MessageNotices } from './MessageNotices.tsx'
import { useReading } from './reading.ts'
import { sanitized, useSafeHtml } from './safe-html-loader.ts'
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
  const reading = useReading(detail.ref)
  const preferences = usePreferences()
  const links = useLinks()
  const images = reading.images ?? (imagesAllowedBy(preferences, detail) ? 'shown' : 'blocked')
  const html = sanitized(safe, detail, images)
  const asText = html === null || reading.asText
  const adapt = reading.adapt === true || html?.look === 'simple'

  return (
    <section className={within ? 'message-within' : 'message-card'}>
      <MessageHead detail={detail} />
      <MessageNotices
        detail={detail}
        blocked={asText ? null : (html?.blocked ?? null)}
        truncated={html?.truncated ?? false}
      />
      <div className="message-body">
        {!asText ? (
          <MessageFrame
            content={html.html}
            paper={adapt ? 'theme' : 'white'}
            adapt={adapt}
            onHover={links.onHover}
            onOpen={links.onOpen}
          />
        ) : detail.text !== null ? (
          <TextBody
            content={detail.text.content}
            flowed={detail.text.flowed}
            onHover={links.onHover}
            onOpen={links.onOpen}
          />
        ) : html !== null ? (
          <TextBody
            content={safe.textOf(html.html)}
            flowed={false}
            onHover={links.onHover}
            onOpen={links.onOpen}
          />
        ) : (
          <p className="message-empty">
            {detail.attachments.length > 0 ? t('message.onlyFiles') : t('message.empty')}
          </p>
        )}
        {links.element}
      </div>
      <Attachments detail={detail} shownInline={asText ? null : (html?.html ?? null)} />
    </section>
  )
}
