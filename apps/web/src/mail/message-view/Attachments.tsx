import './Attachments.css'
import type { Attachment, MessageDetail } from '@staffetta/contract'
import type { SafeHtml } from '@staffetta/safe-html'
import { Button, Chip, Icon } from '@staffetta/ui'
import { BookUser, CalendarCheck, CalendarPlus, Download, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { api } from '../../app/api.ts'
import { useI18n } from '../../app/i18n.tsx'
import { session } from '../../app/session.ts'
import { useStore } from '../../app/store.ts'
import { MailImport } from '../../calendar/index.ts'
import { MailContacts } from '../../contacts/index.ts'
import { AttachmentPreview } from './AttachmentPreview.tsx'
import { FileFace } from './FileFace.tsx'

interface Props {
  detail: MessageDetail
  /** The body as shown: pictures in it are not listed again. */
  shownInline: SafeHtml | null
  /** A message or a winmail.dat is read here instead of being saved. */
  onOpen: (file: Attachment) => void
  /** They are inside another message: the archive of all files is that one's. */
  inner?: boolean
}

interface Importing {
  Into: typeof MailImport | typeof MailContacts
  partId: string
  from: HTMLElement
}

const isCalendar = (file: Attachment) => file.importable

function isContacts({ type, fileName }: Attachment): boolean {
  return /^text\/(?:x-)?vcard$|^text\/directory$/i.test(type) || /\.(?:vcf|vcard|ldif)$/i.test(fileName)
}

/** The files of a message, each with its kind, name and size. */
export function Attachments({ detail, shownInline, onOpen, inner = false }: Props) {
  const { t, formats } = useI18n()
  const [preview, setPreview] = useState<Attachment | null>(null)
  const [importing, setImporting] = useState<Importing | null>(null)
  const services = useStore(session, ({ me }) => me?.services)
  const ways = [
    {
      into: MailImport,
      icon: CalendarPlus,
      word: t('attachments.import'),
      has: isCalendar,
      service: 'calendar',
    },
    {
      into: MailContacts,
      icon: BookUser,
      word: t('attachments.toContacts'),
      has: isContacts,
      service: 'contacts',
    },
  ] as const
  const files = detail.attachments.filter((file) => !isInBody(file, shownInline))
  if (files.length === 0) return null
  const total = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
  return (
    <section className="attachments" aria-label={t('attachments.title')}>
      <div className="attachments-head">
        <span>
          <strong>{t('attachments.count', { count: files.length })}</strong>{' '}
          <span className="attachments-total">{formats.size(total)}</span>
        </span>
        {files.length > 1 && !inner && (
          <a className="attachments-all" href={api.mail.getAllAttachments({ ref: detail.ref })} download>
            <Icon of={Download} size={16} />
            {t('attachments.all')}
          </a>
        )}
      </div>
      <ul className="attachments-list">
        {files.map((file) => (
          <li key={file.partId}>
            <Card
              detail={detail}
              file={file}
              onShow={file.opens ? () => onOpen(file) : () => setPreview(file)}
            />
            {ways
              .filter(({ has, service }) => has(file) && services?.includes(service))
              .map(({ into, icon, word, service }) => (
                <Button
                  key={service}
                  kind="text"
                  size="dense"
                  icon={icon}
                  onClick={({ currentTarget: from }) =>
                    setImporting({ Into: into, partId: file.partId, from })
                  }
                >
                  {word}
                </Button>
              ))}
          </li>
        ))}
      </ul>
      {importing !== null && (
        <importing.Into
          file={{ ref: detail.ref, partId: importing.partId }}
          onClose={() => {
            // One dialog took the place of the other: none of them knows where it all began.
            importing.from.focus()
            setImporting(null)
          }}
        />
      )}
      {preview && <AttachmentPreview detail={detail} file={preview} onClose={() => setPreview(null)} />}
    </section>
  )
}

function Card({ detail, file, onShow }: { detail: MessageDetail; file: Attachment; onShow: () => void }) {
  const { t, formats } = useI18n()
  const address = api.mail.getPart({ ref: detail.ref, partId: file.partId })
  const invitation = file.type === 'text/calendar' && !file.importable
  const face = (
    <FileFace fileName={file.fileName}>
      {formats.size(file.sizeBytes)}
      {invitation && (
        <Chip tone="hue" icon={CalendarCheck}>
          {t('list.invitation')}
        </Chip>
      )}
      {file.dangerous && (
        <Chip tone="warn" icon={TriangleAlert}>
          {t('attachments.dangerous')}
        </Chip>
      )}
    </FileFace>
  )
  return (
    <div className="attachment">
      {file.preview === 'none' && !file.opens ? (
        <a className="attachment-face" href={address} download={file.fileName}>
          {face}
        </a>
      ) : (
        <button type="button" className="attachment-face" onClick={onShow}>
          {face}
        </button>
      )}
      <a
        className="ui-icon-button attachment-download"
        data-size="32"
        href={address}
        download={file.fileName}
        title={t('attachments.download', { name: file.fileName })}
        aria-label={t('attachments.download', { name: file.fileName })}
      >
        <Icon of={Download} size={18} />
      </a>
    </div>
  )
}

function isInBody(file: Attachment, html: SafeHtml | null): boolean {
  if (html === null || file.contentId === null || file.preview !== 'image') return false
  const id = file.contentId.replaceAll('&', '&amp;').replaceAll('"', '&quot;')
  return html.includes(`data-cid="${id}"`)
}
