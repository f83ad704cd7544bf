import './AgreementStep.css'
import type { Dossier, Enrolment } from '@staffetta/contract'
import { Button, Chip, Field, Icon, IconButton, ProgressBar } from '@staffetta/ui'
import { CircleAlert, FileCheck, FileText, Trash2, Upload } from 'lucide-react'
import { useRef, useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { useAttempt } from '../../app/use-attempt.ts'
import { api } from '../api.ts'
import { idOf, useFlaw } from '../flaws.tsx'
import { act, change } from '../request.ts'

/** The agreement the body joins, and the letter that says so. */
export function AgreementStep({
  dossier: { agreement },
  enrolment,
}: {
  dossier: Dossier
  enrolment: Enrolment | null
}) {
  const { t } = useI18n()
  const flaw = useFlaw()
  const put = (part: Partial<Dossier['agreement']>) => change({ agreement: { ...agreement, ...part } })
  return (
    <>
      <div className="ask-row">
        <Field
          id={idOf('agreement.number')}
          label={t('enrolment.agreement.number')}
          value={agreement.number}
          maxLength={60}
          error={flaw('agreement.number', t('enrolment.agreement.number'))}
          onChange={(event) => put({ number: event.target.value })}
        />
        <Field
          id={idOf('agreement.date')}
          type="date"
          label={t('enrolment.agreement.date')}
          value={agreement.date}
          max="2100-12-31"
          error={flaw('agreement.date', t('enrolment.agreement.date'))}
          onChange={(event) => put({ date: event.target.value })}
        />
      </div>
      <Letters files={enrolment?.files ?? []} error={flaw('agreement.letter')} />
    </>
  )
}

function Letters({ files, error }: { files: Enrolment['files']; error: string | undefined }) {
  const { t, formats } = useI18n()
  const { busy, wrong, attempt } = useAttempt()
  const [share, setShare] = useState(0)
  const [told, setTold] = useState('')
  const [uploading, setUploading] = useState('')
  const input = useRef<HTMLInputElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const failure = wrong ?? error

  const add = (file: File | undefined) =>
    file &&
    attempt(async () => {
      setUploading(file.name)
      setShare(0)
      await act(() =>
        api.addFile({ fileName: file.name }, file, {
          onProgress: (sent) => setShare(sent / Math.max(1, file.size)),
        }),
      )
      setTold(t('enrolment.agreement.uploaded', { name: file.name }))
    })
  const remove = (fileId: string, name: string) =>
    attempt(async () => {
      await act(() => api.removeFile({ fileId }))
      setTold(t('enrolment.agreement.removed', { name }))
      button.current?.focus()
    })
  return (
    <fieldset className="ask-letters" data-wrong={failure ? true : undefined}>
      <legend>{t('enrolment.agreement.letter')}</legend>
      {files.length > 0 && (
        <ul className="ask-list">
          {files.map(({ id, fileName, type, sizeBytes }) => (
            <li key={id}>
              <Icon of={type === 'p7m' ? FileCheck : FileText} />
              <a className="ask-list-name" href={api.getFile({ fileId: id })} download>
                {fileName}
              </a>
              {type === 'p7m' && <Chip tone="info">{t('enrolment.agreement.signed')}</Chip>}
              <span className="ask-optional">{formats.size(sizeBytes)}</span>
              <IconButton
                icon={Trash2}
                size={32}
                label={t('enrolment.agreement.remove', { name: fileName })}
                onClick={() => void remove(id, fileName)}
              />
            </li>
          ))}
        </ul>
      )}
      <div
        className="ask-drop"
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault()
          void add(event.dataTransfer.files[0])
        }}
      >
        <input
          ref={input}
          type="file"
          hidden
          accept=".pdf,.p7m,application/pdf,application/pkcs7-mime"
          onChange={(event) => {
            void add(event.target.files?.[0])
            event.target.value = ''
          }}
        />
        <Button
          ref={button}
          id={idOf('agreement.letter')}
          icon={Upload}
          size="form"
          busy={busy}
          aria-describedby="ask-letter-below"
          onClick={() => input.current?.click()}
        >
          {t('enrolment.agreement.choose')}
        </Button>
        <span className="ask-drop-word">{t('enrolment.agreement.drop')}</span>
      </div>
      {busy && <ProgressBar label={t('enrolment.agreement.uploading', { name: uploading })} share={share} />}
      <p id="ask-letter-below" className="ask-below">
        {failure && <Icon of={CircleAlert} size={16} />}
        {failure ?? t('enrolment.agreement.letterHint')}
      </p>
      <p role="status" className="ui-hidden">
        {wrong ?? told}
      </p>
    </fieldset>
  )
}
