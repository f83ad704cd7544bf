import type { ContactsImport } from '@staffetta/contract'
import { Button } from '@staffetta/ui'
import { useState } from 'react'
import { api } from '../../app/api.ts'
import { tellFailure } from '../../app/errors.tsx'
import { useI18n } from '../../app/i18n.tsx'
import { OutcomeDialog } from '../../app/import/OutcomeDialog.tsx'
import { closeDialog } from '../state/dialogs.ts'
import { forgetImport, importsChanged, undoImport } from './import-actions.ts'
import { ProblemList } from './ProblemList.tsx'

/** How far it is, and what became of it. */
export function ImportOutcome({ found, onClose }: { found: ContactsImport; onClose: () => void }) {
  const { t } = useI18n()
  const [undoing, setUndoing] = useState(false)
  const { id: importId } = found
  const total = found.people + found.groups
  const then = (work: Promise<unknown>) => void work.catch(tellFailure).finally(importsChanged)
  const undo = () => {
    setUndoing(true)
    void undoImport(found).finally(() => {
      setUndoing(false)
      closeDialog()
    })
  }
  return (
    <OutcomeDialog
      area="contactsImport"
      found={found}
      total={total}
      actions={
        <>
          {found.undoable && (
            <Button busy={undoing} onClick={undo}>
              {t('contactsImport.undo')}
            </Button>
          )}
          {found.leftCount > 0 && found.state === 'done' && (
            <Button
              onClick={() => {
                closeDialog()
                forgetImport(importId)
              }}
            >
              {t('contactsImport.forget')}
            </Button>
          )}
        </>
      }
      onCancel={() => then(api.contacts.cancelImport({ importId }))}
      // It goes on where it went, and as it was chosen then.
      onResume={() => then(api.contacts.startImport({ importId, bookId: found.bookId!, mode: 'skip' }))}
      onBackground={closeDialog}
      onClose={onClose}
    >
      <ProblemList found={found} />
    </OutcomeDialog>
  )
}
