import { useAbove } from '../../app/import/use-above.ts'
import { contactDialog, type MailFile } from '../state/dialogs.ts'
import { ImportDialog } from './ImportDialog.tsx'

/** The import, above a mail: from its file to what became of it. Closed, it goes on, and the address book shows how far it is. */
export function MailImport({ file, onClose }: { file: MailFile; onClose: () => void }) {
  const open = useAbove(contactDialog, { kind: 'import', mail: file }, onClose)
  return open?.kind === 'import' ? <ImportDialog {...open} /> : null
}
