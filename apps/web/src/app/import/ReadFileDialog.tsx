import './import.css'
import { ApiError, type ErrorCode } from '@staffetta/contract'
import { Button, Dialog, Notice, ProgressBar } from '@staffetta/ui'
import { CircleAlert, FileUp } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { sentenceOf } from '../errors.tsx'
import { useI18n } from '../i18n.tsx'
import type { ImportArea } from './import-area.ts'

interface Props<Elsewhere> {
  area: ImportArea
  accept: string
  /** More is not worth sending: the server would break off in the middle. */
  limit: { bytes: number; code: ErrorCode }
  /** What it was opened with: there is nothing to choose. */
  given: File | Elsewhere | undefined
  /** Takes the file to the server, and shows what was found in it. */
  read: (
    chosen: File | Elsewhere,
    options: { signal: AbortSignal; onProgress: (sent: number) => void },
  ) => Promise<void>
  onClose: () => void
}

/** A file is chosen or dropped, and read. */
export function ReadFileDialog<Elsewhere extends object>({
  area,
  accept,
  limit,
  given,
  read,
  onClose,
}: Props<Elsewhere>) {
  const { t } = useI18n()
  const input = useRef<HTMLInputElement>(null)
  const [share, setShare] = useState<number | null>(null)
  const [over, setOver] = useState(false)
  const [wrong, setWrong] = useState<string | null>(null)
  const upload = useRef<AbortController>(null)
  const begun = useRef(false)
  const isElsewhere = given !== undefined && !(given instanceof File)

  const begin = async (chosen: File | Elsewhere) => {
    upload.current = new AbortController()
    const { signal } = upload.current
    const size = chosen instanceof File ? chosen.size : 1
    if (size > limit.bytes) return setWrong(sentenceOf(new ApiError(limit.code), t))
    setWrong(null)
    setShare(0)
    try {
      await read(chosen, { signal, onProgress: (sent) => setShare(sent / Math.max(1, size)) })
    } catch (error) {
      if (signal.aborted) return
      setShare(null)
      setWrong(sentenceOf(error, t))
    }
  }
  useEffect(() => {
    if (given === undefined || begun.current) return
    begun.current = true
    void begin(given)
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- what it was opened with, once
  }, [given])
  const close = () => {
    upload.current?.abort()
    onClose()
  }

  return (
    <Dialog
      title={t(`${area}.title`)}
      icon={FileUp}
      onClose={close}
      actions={<Button onClick={close}>{t('actions.cancel')}</Button>}
    >
      {share === null && !isElsewhere ? (
        <div
          className="import-drop"
          data-over={over || undefined}
          onDragOver={(event) => {
            event.preventDefault()
            setOver(true)
          }}
          onDragLeave={() => setOver(false)}
          onDrop={(event) => {
            event.preventDefault()
            setOver(false)
            const [dropped] = event.dataTransfer.files
            if (dropped) void begin(dropped)
          }}
        >
          <p>{t(`${area}.drop`)}</p>
          <Button kind="primary" icon={FileUp} autoFocus onClick={() => input.current?.click()}>
            {t(`${area}.choose`)}
          </Button>
          <small>{t(`${area}.limits`)}</small>
          <input
            ref={input}
            type="file"
            hidden
            accept={accept}
            onChange={(event) => {
              const [chosen] = event.target.files ?? []
              if (chosen) void begin(chosen)
              // The same file again, after it was mended.
              event.target.value = ''
            }}
          />
        </div>
      ) : (
        share !== null && (
          <div className="import-waiting" role="status">
            <span>{t(`${area}.reading`)}</span>
            {!isElsewhere && <ProgressBar label={t(`${area}.reading`)} share={share} />}
          </div>
        )
      )}
      {wrong !== null && (
        <Notice tone="bad" icon={CircleAlert} live="alert">
          {wrong}
        </Notice>
      )}
    </Dialog>
  )
}
