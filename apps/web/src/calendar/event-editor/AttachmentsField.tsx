import './AttachmentsField.css'
import type { Calendar, EventAttachment, EventRef } from '@staffetta/contract'
import { Button, Icon, IconButton, ProgressBar } from '@staffetta/ui'
import { Link, Paperclip, X } from 'lucide-react'
import { useRef } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { AttachmentName, nameOf } from '../attachments/AttachmentName.tsx'
import { LinkField } from './LinkField.tsx'
import type { Attaching } from './use-attaching.ts'

interface Props {
  attachments: EventAttachment[]
  attaching: Attaching
  calendar: Calendar | undefined
  /** The event they hang on, once it is stored. */
  of: { ref: EventRef; recurrenceId: string | null } | null
  onChange: (attachments: EventAttachment[]) => void
}

/** What the event carries: files with their progress, links, and the ways to add one. */
export function AttachmentsField({ attachments, attaching, calendar, of, onChange }: Props) {
  const { t, formats } = useI18n()
  const input = useRef<HTMLInputElement>(null)
  const add = useRef<HTMLButtonElement>(null)
  const { arriving, problem } = attaching
  const limit = calendar && formats.size(calendar.files.mostBytes)
  return (
    <fieldset className="edit-list edit-files" data-over={attaching.over || undefined}>
      <legend>{t('event.files.title')}</legend>
      {(attachments.length > 0 || arriving.length > 0) && (
        <ul className="edit-files-list">
          {attachments.map((one, at) => (
            <li key={`${one.id} ${one.url}`}>
              <Icon of={one.kind === 'link' ? Link : Paperclip} size={18} />
              <span className="edit-person" title={nameOf(one)}>
                <AttachmentName attachment={one} of={of} />
              </span>
              {one.sizeBytes !== null && <small>{formats.size(one.sizeBytes)}</small>}
              <IconButton
                icon={X}
                size={40}
                label={t('event.files.remove', { name: nameOf(one) })}
                onClick={() => {
                  onChange(attachments.toSpliced(at, 1))
                  add.current?.focus()
                }}
              />
            </li>
          ))}
          {arriving.map(({ id, name, sizeBytes, sentBytes }) => (
            <li key={id} data-arriving>
              <Icon of={Paperclip} size={18} />
              <span className="edit-person" title={name}>
                {name}
              </span>
              <small>
                {t('event.files.progress', { done: formats.size(sentBytes), total: formats.size(sizeBytes) })}
              </small>
              <IconButton
                icon={X}
                size={40}
                label={t('event.files.cancel', { name })}
                onClick={() => {
                  attaching.stop(id)
                  add.current?.focus()
                }}
              />
              <ProgressBar label={name} share={sizeBytes === 0 ? 1 : sentBytes / sizeBytes} />
            </li>
          ))}
        </ul>
      )}
      <div className="edit-files-ways">
        <Button ref={add} kind="text" icon={Paperclip} onClick={() => input.current?.click()}>
          {t('event.files.add')}
        </Button>
        <LinkField
          onAdd={(url) =>
            onChange([
              ...attachments,
              { id: '', kind: 'link', stored: false, url, name: '', type: '', sizeBytes: null },
            ])
          }
        />
      </div>
      <small className="edit-below">
        {attaching.over
          ? t('event.files.drop')
          : limit &&
            t(calendar.files.of === 'each' ? 'event.files.limitEach' : 'event.files.limitTogether', {
              limit,
            })}
      </small>
      {problem !== null && (
        <p className="edit-files-problem" role="alert">
          {problem}
        </p>
      )}
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={({ target }) => {
          attaching.attach(target.files ?? [])
          // The same file may be chosen again.
          target.value = ''
        }}
      />
    </fieldset>
  )
}
