import './MessageNotices.css'
import type { MessageDetail } from '@staffetta/contract'
import type { BlockedContent } from '@staffetta/safe-html'
import { Button, Notice, SplitButton } from '@staffetta/ui'
import { CircleAlert, FileWarning, ImageOff, Info, UserX } from 'lucide-react'
import { useI18n } from '../../app/i18n.tsx'
import { usePreferences, useSavePreferences } from '../../settings/index.ts'
import { withImagesFrom } from './image-policy.ts'
import { domainOf, pretendedAddress, strangeReplyTo } from './people.ts'
import { changeReading } from './reading.ts'

interface Props {
  detail: MessageDetail
  blocked: BlockedContent | null
  truncated: boolean
}

/** One quiet line for each thing to know before reading, with at most one thing to do. */
export function MessageNotices({ detail, blocked, truncated }: Props) {
  const { t } = useI18n()
  const sender = detail.summary.from[0]
  const pretended = sender && pretendedAddress(sender)
  const replyTo = strangeReplyTo(detail)
  const notices = detail.notices.filter((notice) => notice !== 'html-truncated')
  return (
    <div className="message-notices">
      {pretended && sender && (
        <Notice tone="warn" icon={UserX}>
          {t('message.notice.pretends', { name: pretended, address: sender.address })}
        </Notice>
      )}
      {detail.summary.from.length > 1 && (
        <Notice tone="warn" icon={UserX}>
          {t('message.notice.manySenders')}
        </Notice>
      )}
      {replyTo && <Notice icon={Info}>{t('message.notice.replyTo', { address: replyTo })}</Notice>}
      {notices.map((notice) => (
        <Notice key={notice} icon={Info}>
          {t(`message.notice.${notice}`)}
        </Notice>
      ))}
      {(truncated || detail.unsafeHtml?.truncated) && (
        <Notice icon={CircleAlert}>{t('message.notice.html-truncated')}</Notice>
      )}
      {detail.attachments.some(({ dangerous }) => dangerous) && (
        <Notice tone="warn" icon={FileWarning}>
          {t('message.notice.dangerous')}
        </Notice>
      )}
      {blocked && blocked.images + blocked.other > 0 && <Blocked detail={detail} blocked={blocked} />}
    </div>
  )
}

function Blocked({ detail, blocked }: { detail: MessageDetail; blocked: BlockedContent }) {
  const { t } = useI18n()
  const preferences = usePreferences()
  const save = useSavePreferences()
  const sender = detail.summary.from[0]?.address
  const show = () => changeReading(detail.ref, { images: 'shown' })
  const hosts =
    blocked.hosts.length > 2
      ? t('message.blocked.andOthers', { host: blocked.hosts[0]!, count: blocked.hosts.length - 1 })
      : blocked.hosts.join(', ')
  const words =
    blocked.images === 0
      ? t('message.blocked.other', { count: blocked.other })
      : hosts === ''
        ? t('message.blocked.images', { count: blocked.images })
        : t('message.blocked.imagesFrom', { count: blocked.images, hosts })
  const always = (who: { sender: string } | { domain: string }) => () => {
    if (preferences) save(withImagesFrom(preferences, who))
    show()
  }
  if (blocked.images === 0) return <Notice icon={ImageOff}>{words}</Notice>
  return (
    <Notice
      icon={ImageOff}
      action={
        sender && preferences ? (
          <span className="message-show-images">
            <SplitButton
              size="dense"
              menuLabel={t('message.blocked.ways')}
              onClick={show}
              entries={[
                { kind: 'action', id: 'once', label: t('message.blocked.once'), onAction: show },
                {
                  kind: 'action',
                  id: 'sender',
                  label: t('message.blocked.sender', { sender }),
                  onAction: always({ sender }),
                },
                {
                  kind: 'action',
                  id: 'domain',
                  label: t('message.blocked.domain', { domain: domainOf(sender) }),
                  onAction: always({ domain: domainOf(sender) }),
                },
              ]}
            >
              {t('message.blocked.show')}
            </SplitButton>
          </span>
        ) : (
          <Button kind="text" size="dense" onClick={show}>
            {t('message.blocked.show')}
          </Button>
        )
      }
    >
      <span className="reader-wide">{words}</span>
      <span className="reader-narrow">{t('message.blocked.short', { count: blocked.images })}</span>
    </Notice>
  )
}
