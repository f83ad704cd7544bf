import type { CalendarId } from '@staffetta/contract'
import { useQuery } from '@tanstack/react-query'
import { api } from '../../app/api.ts'
import { isOver, isRunning } from '../../app/import/import-area.ts'
import { ReadFileDialog } from '../../app/import/ReadFileDialog.tsx'
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
  return (
    <ReadFileDialog<MailFile>
      area="calendarImport"
      accept=".ics,.ical,.ifb,.icalendar,.vcs,text/calendar"
      limit={{ bytes: 20_000_000, code: 'calendar/import-too-large' }}
      given={given}
      read={async (chosen, options) => {
        const found =
          chosen instanceof File
            ? await api.calendar.readImport({ fileName: chosen.name.slice(0, 255) }, chosen, options)
            : await api.calendar.readMailImport(chosen, options)
        await queryClient.invalidateQueries({ queryKey: calendarQueries.imports().queryKey, exact: true })
        // Above a mail nobody has asked for the calendars yet, and the preview begins with one of them.
        await Promise.all([
          queryClient.ensureQueryData(calendarQueries.imports()),
          queryClient.ensureQueryData(calendarQueries.calendars()),
        ])
        showDialog({ kind: 'import', importId: found.id, ...(calendarId !== undefined && { calendarId }) })
      }}
      onClose={closeDialog}
    />
  )
}
