import type { ContactsImport } from '@staffetta/contract'
import { Undo2 } from 'lucide-react'
import { api } from '../../app/api.ts'
import { tellFailure } from '../../app/errors.tsx'
import { i18n } from '../../app/i18n.tsx'
import { notify } from '../../app/notify.ts'
import { queryClient } from '../../app/query-client.ts'
import { contactQueries } from '../state/queries.ts'

export function importsChanged(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: contactQueries.imports().queryKey, exact: true })
}

/** The file goes too. */
export function forgetImport(importId: string): void {
  void api.contacts.forgetImport({ importId }).catch(tellFailure).finally(importsChanged)
}

/** Takes out what it added, and says so; then nothing of it is of use any more. */
export async function undoImport({ id: importId }: ContactsImport): Promise<void> {
  const { t } = i18n()
  try {
    const { undone, stayed } = await api.contacts.undoImport({ importId })
    const said = [
      t('contactsImport.undone', { count: undone }),
      ...(stayed > 0 ? [t('contactsImport.stayed', { count: stayed })] : []),
    ]
    notify({ text: said.join(' '), icon: Undo2 })
    forgetImport(importId)
  } catch (error) {
    tellFailure(error)
  }
  await importsChanged()
}
