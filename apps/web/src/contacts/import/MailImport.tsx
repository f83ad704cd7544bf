import { useEffect, useRef } from 'react'
import { useStore } from '../../app/store.ts'
import { contactDialog, type MailFile, showDialog } from '../state/dialogs.ts'
import { ImportDialog } from './ImportDialog.tsx'

/** The import, above a mail: from its file to what became of it. Closed, it goes on, and the address book shows how far it is. */
export function MailImport({ file, onClose }: { file: MailFile; onClose: () => void }) {
  const open = useStore(contactDialog, (state) => state.open)
  const begun = useRef(false)
  useEffect(() => {
    if (!begun.current) showDialog({ kind: 'import', mail: file })
    begun.current = true
  }, [file])
  useEffect(() => {
    if (begun.current && contactDialog.get().open === null) onClose()
  }, [open, onClose])
  return open?.kind === 'import' ? <ImportDialog {...open} /> : null
}
