import './import.css'
import type { CalendarId, CalendarImport } from '@staffetta/contract'
import { useQuery } from '@tanstack/react-query'
import { Button, Dialog, ProgressBar } from '@staffetta/ui'
import { FileUp } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { api } from '../../app/api.ts'
import { sentenceOf } from '../../app/errors.tsx'
import { useI18n } from '../../app/i18n.tsx'
import { queryClient } from '../../app/query-client.ts'
import { closeDialog, type MailFile, showDialog } from '../state/dialogs.ts'
import { inBackground } from '../state/in-background.ts'
import { calendarQueries } from '../state/queries.ts'
import { ImportOutcome } from './ImportOutcome.tsx'
import { ImportPreview } from './ImportPreview.tsx'

interface Props {
  file?: File
  mail?: MailFile
  importId?: string
  calendarId?: CalendarId
}

/** A file into a calendar: chosen, looked through, stored, told. */
export function ImportDialog({ file, mail, importId, calendarId }: Props) {
  const imports = useQuery({
    ...calendarQueries.imports(),
    enabled: importId !== undefined,
    // The stream tells it sooner; a stream that broke must not leave one waiting.
    refetchInterval: ({ state }) => (isRunning(state.data?.imports, importId) ? 3_000 : false),
  })
  const known = imports.data?.imports.find(({ id }) => id === importId)
  if (importId === undefined) return <ChooseFile given={mail ?? file} calendarId={calendarId} />
  if (known === undefined) return null
  return known.state === 'ready' ? (
    <ImportPreview found={known} calendarId={calendarId} onClose={() => forget(known.id)} />
  ) : (
    <ImportOutcome
      found={known}
      onForget={() => forget(known.id)}
      onClose={() => (isOver(known) ? forget(known.id) : closeDialog())}
    />
  )
}

function isRunning(imports: CalendarImport[] | undefined, id: string | undefined): boolean {
  return imports?.some((one) => one.id === id && one.state === 'running') ?? false
}

/** Nothing of it is of use any more. */
function isOver({ state, leftCount }: CalendarImport): boolean {
  return state === 'cancelled' || (state === 'done' && leftCount === 0)
}

function forget(importId: string): void {
  closeDialog()
  inBackground(
    api.calendar
      .forgetImport({ importId })
      .finally(() =>
        queryClient.invalidateQueries({ queryKey: calendarQueries.imports().queryKey, exact: true }),
      ),
  )
}

interface ChooseProps {
  /** What it was opened with: there is nothing to choose. */
  given: File | MailFile | undefined
  calendarId: CalendarId | undefined
}

function ChooseFile({ given, calendarId }: ChooseProps) {
  const { t } = useI18n()
  const input = useRef<HTMLInputElement>(null)
  const [share, setShare] = useState<number | null>(null)
  const [wrong, setWrong] = useState<string | null>(null)
  const upload = useRef<AbortController>(null)
  const begun = useRef(false)
  const isMail = given !== undefined && !(given instanceof File)

  const read = async (chosen: File | MailFile) => {
    upload.current = new AbortController()
    setWrong(null)
    setShare(0)
    try {
      const { signal } = upload.current
      const found =
        chosen instanceof File
          ? await api.calendar.readImport({ fileName: chosen.name.slice(0, 255) }, chosen, {
              signal,
              onProgress: (sent) => setShare(sent / Math.max(1, chosen.size)),
            })
          : await api.calendar.readMailImport(chosen, { signal })
      await queryClient.invalidateQueries({ queryKey: calendarQueries.imports().queryKey, exact: true })
      // Above a mail nobody has asked for the calendars yet, and the preview begins with one of them.
      await Promise.all([
        queryClient.ensureQueryData(calendarQueries.imports()),
        queryClient.ensureQueryData(calendarQueries.calendars()),
      ])
      showDialog({ kind: 'import', importId: found.id, ...(calendarId !== undefined && { calendarId }) })
    } catch (error) {
      if (upload.current.signal.aborted) return
      setShare(null)
      setWrong(sentenceOf(error, t))
    }
  }
  useEffect(() => {
    if (given === undefined || begun.current) return
    begun.current = true
    void read(given)
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- what it was opened with, once
  }, [given])
  const close = () => {
    upload.current?.abort()
    closeDialog()
  }

  return (
    <Dialog
      title={t('calendarImport.title')}
      icon={FileUp}
      onClose={close}
      actions={<Button onClick={close}>{t('actions.cancel')}</Button>}
    >
      {share === null && !isMail ? (
        <div
          className="import-drop"
          onDragOver={(event) => event.preventDefault()}
          onDrop={(event) => {
            event.preventDefault()
            const [dropped] = event.dataTransfer.files
            if (dropped) void read(dropped)
          }}
        >
          <p>{t('calendarImport.drop')}</p>
          <Button kind="primary" icon={FileUp} autoFocus onClick={() => input.current?.click()}>
            {t('calendarImport.choose')}
          </Button>
          <small>{t('calendarImport.limits')}</small>
          <input
            ref={input}
            type="file"
            hidden
            accept=".ics,.ical,.ifb,.icalendar,.vcs,text/calendar"
            onChange={(event) => {
              const [chosen] = event.target.files ?? []
              if (chosen) void read(chosen)
            }}
          />
        </div>
      ) : (
        share !== null && (
          <div className="import-waiting" role="status">
            <span>{t('calendarImport.reading')}</span>
            {!isMail && <ProgressBar label={t('calendarImport.reading')} share={share} />}
          </div>
        )
      )}
      {wrong !== null && <p role="alert">{wrong}</p>}
    </Dialog>
  )
}
