import type { BookId } from '@staffetta/contract'
import { useQuery } from '@tanstack/react-query'
import { api } from '../../app/api.ts'
import { isOver, isRunning } from '../../app/import/import-area.ts'
import { ReadFileDialog } from '../../app/import/ReadFileDialog.tsx'
import { queryClient } from '../../app/query-client.ts'
import { closeDialog, type MailFile, showDialog } from '../state/dialogs.ts'
import { contactQueries } from '../state/queries.ts'
import { forgetImport, importsChanged } from './import-actions.ts'
import { ImportOutcome } from './ImportOutcome.tsx'
import { ImportPreview } from './ImportPreview.tsx'

interface Props {
  mail?: MailFile
  importId?: string
  bookId?: BookId
}

/** A file into an address book: chosen, looked through, stored, told. */
export function ImportDialog({ mail, importId, bookId }: Props) {
  const imports = useQuery({
    ...contactQueries.imports(),
    enabled: importId !== undefined,
    // The stream tells it sooner; a stream that broke must not leave one waiting.
    refetchInterval: ({ state }) => (isRunning(state.data?.imports, importId) ? 3_000 : false),
  })
  const known = imports.data?.imports.find(({ id }) => id === importId)
  if (importId === undefined) return <ChooseFile mail={mail} bookId={bookId} />
  if (known === undefined) return null
  const forget = () => {
    closeDialog()
    forgetImport(known.id)
  }
  return known.state === 'ready' ? (
    <ImportPreview found={known} bookId={bookId} onClose={forget} />
  ) : (
    <ImportOutcome found={known} onClose={() => (isOver(known) ? forget() : closeDialog())} />
  )
}

function ChooseFile({ mail, bookId }: { mail: MailFile | undefined; bookId: BookId | undefined }) {
  return (
    <ReadFileDialog<MailFile>
      area="contactsImport"
      accept=".vcf,.vcard,.csv,.txt,.tsv,.ldif,.ldi,text/vcard,text/x-vcard,text/csv"
      limit={{ bytes: 50_000_000, code: 'contacts/import-too-large' }}
      given={mail}
      read={async (chosen, options) => {
        const found =
          chosen instanceof File
            ? await api.contacts.readImport({ fileName: chosen.name.slice(0, 255) }, chosen, options)
            : await api.contacts.readMailImport(chosen, options)
        await importsChanged()
        // Above a mail nobody has asked for the books yet, and the preview begins with one of them.
        await Promise.all([
          queryClient.ensureQueryData(contactQueries.imports()),
          queryClient.ensureQueryData(contactQueries.books()),
        ])
        showDialog({ kind: 'import', importId: found.id, ...(bookId !== undefined && { bookId }) })
      }}
      onClose={closeDialog}
    />
  )
}
