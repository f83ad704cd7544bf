import type { Translate } from '@staffetta/i18n'
import type { MenuEntry } from '@staffetta/ui'
import { CopyPlus, Download, FileDown, FolderInput, QrCode, Trash, UserPlus } from 'lucide-react'
import { api } from '../../app/api.ts'
import { bookEntries, groupEntries } from '../list/BulkBar.tsx'
import { remove } from '../state/actions.ts'
import { type Contact, nameOf } from '../state/contact.ts'
import { showDialog } from '../state/dialogs.ts'
import type { Known } from '../state/use-contacts.ts'

/** What can be done with one card. */
export function cardMenu(contact: Contact, mayWrite: boolean, known: Known, t: Translate): MenuEntry[] {
  const books = bookEntries([contact], known.books)
  const entries: MenuEntry[] = []
  if (known.books.some(({ can }) => can.write))
    entries.push({
      kind: 'submenu',
      id: 'groups',
      label: t('contacts.groups.addTo'),
      icon: UserPlus,
      entries: groupEntries([contact], known),
    })
  if (mayWrite && books.length > 0)
    entries.push({
      kind: 'submenu',
      id: 'move',
      label: t('contacts.moveTo'),
      icon: FolderInput,
      entries: books,
    })
  if (books.length > 0)
    entries.push({
      kind: 'submenu',
      id: 'copy',
      label: t('contacts.copyTo'),
      icon: CopyPlus,
      entries: bookEntries([contact], known.books, undefined, true),
    })
  entries.push(
    {
      kind: 'link',
      id: 'download',
      label: t('contacts.card.download'),
      icon: Download,
      href: api.contacts.downloadCard({ ref: contact.ref }),
    },
    {
      kind: 'action',
      id: 'export',
      label: t('contactsExport.menu'),
      icon: FileDown,
      onAction: () =>
        showDialog({ kind: 'export', name: nameOf(contact), count: 1, bookId: null, refs: [contact.ref] }),
    },
    {
      kind: 'action',
      id: 'qr',
      label: t('contacts.qr.title'),
      icon: QrCode,
      onAction: () => showDialog({ kind: 'qr', contact }),
    },
  )
  if (mayWrite)
    entries.push(
      { kind: 'separator', id: 'line' },
      {
        kind: 'action',
        id: 'delete',
        label: t('actions.delete'),
        icon: Trash,
        keys: 'Canc',
        onAction: () => remove([contact]),
      },
    )
  return entries
}
