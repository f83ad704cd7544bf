import type { SavedSearch } from '@staffetta/contract'
import type { Translate } from '@staffetta/i18n'
import type { MenuEntry } from '@staffetta/ui'
import { Pencil, Trash } from 'lucide-react'
import { showDialog } from '../state/dialogs.ts'
import { removeSearch } from '../state/kept-mutations.ts'

/** What can be done with a saved search. */
export function searchMenu(search: SavedSearch, t: Translate): MenuEntry[] {
  return [
    {
      kind: 'action',
      id: 'change',
      label: t('contacts.books.rename'),
      icon: Pencil,
      onAction: () => showDialog({ kind: 'search', search, isNew: false }),
    },
    {
      kind: 'action',
      id: 'delete',
      label: t('actions.delete'),
      icon: Trash,
      onAction: () => removeSearch(search),
    },
  ]
}
