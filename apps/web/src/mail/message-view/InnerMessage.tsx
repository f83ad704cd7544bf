import './InnerMessage.css'
import type { Attachment, MessageDetail, MessageRef } from '@staffetta/contract'
import type { SanitizedMessage } from '@staffetta/safe-html'
import { Button, Dialog, Notice } from '@staffetta/ui'
import { useQuery } from '@tanstack/react-query'
import { ImageOff } from 'lucide-react'
import { Suspense, useState } from 'react'
import { api } from '../../app/api.ts'
import { sentenceOf } from '../../app/errors.tsx'
import { useI18n } from '../../app/i18n.tsx'
import { mailQueries } from '../queries.ts'
import { Attachments } from './Attachments.tsx'
import { MessageDetails } from './MessageDetails.tsx'
import { MessageFrame } from './MessageFrame.tsx'
import { MessageNotices } from './MessageNotices.tsx'
import { emptyHtml, sanitized, useSafeHtml, type Images } from './safe-html-loader.ts'
import { TextBody } from './TextBody.tsx'
import { useLinks } from './use-links.tsx'

interface Props {
  messageRef: MessageRef
  file: Attachment
  onClose: () => void
}

/** A message that came inside another (or a winmail.dat), read over it; what it holds in turn opens in its place. */
export function InnerMessage({ messageRef: ref, file, onClose }: Props) {
  const { t } = useI18n()
  const [way, setWay] = useState([file])
  const open = way.at(-1)!
  const { data, error } = useQuery(mailQueries.innerMessage(ref, open.partId))
  const back = () => (way.length > 1 ? setWay(way.slice(0, -1)) : onClose())
  return (
    <Dialog
      title={data?.summary.subject || open.fileName}
      width="wide"
      onClose={onClose}
      actions={
        <>
          <Button size="form" onClick={() => location.assign(api.mail.getPart({ ref, partId: open.partId }))}>
            {t('attachments.downloadThis')}
          </Button>
          <Button size="form" kind="primary" autoFocus onClick={back}>
            {way.length > 1 ? t('attachments.back') : t('actions.close')}
          </Button>
        </>
      }
    >
      {error && <p role="alert">{sentenceOf(error, t)}</p>}
      {!data && !error && <p role="status">{t('message.loading')}</p>}
      {data && (
        <Suspense fallback={<p role="status">{t('message.loading')}</p>}>
          <Inner key={open.partId} detail={data} onOpen={(inner) => setWay([...way, inner])} />
        </Suspense>
      )}
    </Dialog>
  )
}

/** Pictures from outside are asked for again: what was allowed to the outer message was not said of this one. */
function Inner({ detail, onOpen }: { detail: MessageDetail; onOpen: (file: Attachment) => void }) {
  const { t } = useI18n()
  const safe = useSafeHtml()
  const links = useLinks()
  const [images, setImages] = useState<Images>('blocked')
  const html = sanitized(safe, detail, images)
  return (
    <section className="inner-message">
      <MessageDetails detail={detail} />
      <MessageNotices detail={detail} blocked={null} truncated={html?.truncated ?? false} />
      {html && <Blocked html={html} onShow={() => setImages('shown')} />}
      <div className="message-body">
        <MessageFrame
          content={html?.html ?? emptyHtml(safe)}
          paper={html === null || html.look === 'simple' ? 'theme' : 'white'}
          adapt={html?.look === 'simple'}
          hidden={html === null}
          onHover={links.onHover}
          onOpen={links.onOpen}
        />
        {html === null && detail.text && (
          <TextBody
            content={detail.text.content}
            flowed={detail.text.flowed}
            onHover={links.onHover}
            onOpen={links.onOpen}
          />
        )}
        {html === null && !detail.text && (
          <p className="message-empty">
            {detail.attachments.length > 0 ? t('message.onlyFiles') : t('message.empty')}
          </p>
        )}
        {links.element}
      </div>
      <Attachments detail={detail} shownInline={html?.html ?? null} onOpen={onOpen} inner />
    </section>
  )
}

function Blocked({ html, onShow }: { html: SanitizedMessage; onShow: () => void }) {
  const { t } = useI18n()
  const { images, other } = html.blocked
  if (images + other === 0) return null
  const show = (
    <Button kind="text" size="dense" onClick={onShow}>
      {t('message.blocked.show')}
    </Button>
  )
  return (
    <Notice icon={ImageOff} action={images > 0 ? show : undefined}>
      {images > 0
        ? t('message.blocked.images', { count: images })
        : t('message.blocked.other', { count: other })}
    </Notice>
  )
}
