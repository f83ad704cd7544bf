import type { Book } from '@staffetta/contract'
import type { MenuEntry } from '@staffetta/ui'
import { FileDown, FileUp } from 'lucide-react'
import { i18n } from '../../app/i18n.tsx'
import { type Contact, isSaving } from '../state/contact.ts'
import { showDialog } from '../state/dialogs.ts'

interface Listed {
  title: string
  /** One looks at all of it. */
  book: Book | undefined
  group: Contact | undefined
  contacts: readonly Contact[]
  mayImport: boolean
}

/** Files into a book, and what one looks at into a file. */
export function fileEntries({ title, book, group, contacts, mayImport }: Listed): MenuEntry[] {
  const { t } = i18n()
  const refs = storedRefs([...(group ? [group] : []), ...contacts])
  const entries: MenuEntry[] = [{ kind: 'separator', id: 'files' }]
  if (mayImport)
    entries.push({
      kind: 'action',
      id: 'import',
      label: t('contactsImport.menu'),
      icon: FileUp,
      onAction: () => showDialog({ kind: 'import', ...(book?.can.write && { bookId: book.id }) }),
    })
  entries.push({
    kind: 'action',
    id: 'export',
    label: t('contactsExport.menu'),
    icon: FileDown,
    disabled: book === undefined && refs.length === 0,
    onAction: () =>
      showDialog({
        kind: 'export',
        name: title,
        count: book?.count ?? contacts.length,
        bookId: book?.id ?? null,
        refs: book ? [] : refs,
      }),
  })
  return entries
}

/** Of those that lie in a book by now. */
export function storedRefs(contacts: readonly Contact[]): string[] {
  return contacts.map(({ ref }) => ref).filter((ref) => !ref.startsWith('bare.') && !isSaving(ref))
}
