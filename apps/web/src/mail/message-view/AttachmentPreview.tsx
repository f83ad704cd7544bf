import './AttachmentPreview.css'
import type { Attachment, MessageDetail } from '@staffetta/contract'
import { Button, Dialog } from '@staffetta/ui'
import { useState } from 'react'
import { api } from '../../app/api.ts'
import { useI18n } from '../../app/i18n.tsx'

interface Props {
  detail: MessageDetail
  file: Attachment
  onClose: () => void
}

/** A picture, a PDF or a text as the server vouches for it (re-typed by its first bytes); everything else is downloaded. */
export function AttachmentPreview({ detail, file, onClose }: Props) {
  const { t, formats } = useI18n()
  const [failed, setFailed] = useState(false)
  const show = api.mail.getPart({ ref: detail.ref, partId: file.partId, show: true })
  const keep = api.mail.getPart({ ref: detail.ref, partId: file.partId })
  return (
    <Dialog
      title={file.fileName}
      width="wide"
      onClose={onClose}
      actions={
        <>
          <span className="preview-size">{formats.size(file.sizeBytes)}</span>
          <Button size="form" onClick={() => location.assign(keep)}>
            {t('attachments.downloadThis')}
          </Button>
          <Button size="form" kind="primary" autoFocus onClick={onClose}>
            {t('actions.close')}
          </Button>
        </>
      }
    >
      {failed ? (
        <p role="alert">{t('attachments.previewFailed')}</p>
      ) : file.preview === 'image' ? (
        <img className="preview-image" src={show} alt={file.fileName} onError={() => setFailed(true)} />
      ) : file.preview === 'pdf' ? (
        // oxlint-disable-next-line react/iframe-missing-sandbox -- The browser's own viewer is a process of its own; the attribute would keep it from starting.
        <iframe className="preview-frame" title={file.fileName} src={`${show}#navpanes=0`} />
      ) : (
        <iframe className="preview-frame" title={file.fileName} sandbox="" src={show} />
      )}
    </Dialog>
  )
}
