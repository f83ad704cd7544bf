import type { Book } from '@staffetta/contract'
import type { Translate } from '@staffetta/i18n'
import type { MenuEntry } from '@staffetta/ui'
import { FileDown, FileUp, ListX, Palette, Pencil, Share2, Star, Trash, UsersRound } from 'lucide-react'
import { colours } from '../../calendar/calendars/colours.ts'
import { changeBookQuietly, leaveBook } from '../state/book-mutations.ts'
import { showDialog } from '../state/dialogs.ts'

/** What can be done with a book. */
export function bookMenu(book: Book, t: Translate, onDuplicates: () => void): MenuEntry[] {
  const { id, can } = book
  const entries: MenuEntry[] = []
  if (can.rename)
    entries.push({
      kind: 'action',
      id: 'rename',
      label: t('contacts.books.rename'),
      icon: Pencil,
      onAction: () => showDialog({ kind: 'rename-book', book }),
    })
  if (can.share)
    entries.push({
      kind: 'action',
      id: 'share',
      label: t('sharing.open'),
      icon: Share2,
      onAction: () => showDialog({ kind: 'share-book', book }),
    })
  entries.push({
    kind: 'submenu',
    id: 'colour',
    label: t('calendar.form.colour'),
    icon: Palette,
    entries: colours.map((colour) => ({
      kind: 'action',
      id: colour,
      label: t(`calendar.colours.${colour}`),
      checked: colour === book.colour,
      onAction: () => changeBookQuietly(id, { colour }),
    })),
  })
  if (can.write && !book.isDefault)
    entries.push({
      kind: 'action',
      id: 'default',
      label: t('contacts.books.makeDefault'),
      icon: Star,
      onAction: () => changeBookQuietly(id, { isDefault: true }),
    })
  if (can.write)
    entries.push({
      kind: 'action',
      id: 'duplicates',
      label: t('contacts.duplicates.find'),
      icon: UsersRound,
      onAction: onDuplicates,
    })
  entries.push({ kind: 'separator', id: 'files' })
  if (can.write)
    entries.push({
      kind: 'action',
      id: 'import',
      label: t('contactsImport.menu'),
      icon: FileUp,
      onAction: () => showDialog({ kind: 'import', bookId: id }),
    })
  entries.push({
    kind: 'action',
    id: 'export',
    label: t('contactsExport.menu'),
    icon: FileDown,
    onAction: () => showDialog({ kind: 'export', name: book.name, count: book.count, bookId: id, refs: [] }),
  })
  if (can.leave)
    entries.push(
      { kind: 'separator', id: 'line' },
      {
        kind: 'action',
        id: 'leave',
        label: t('sharing.leave'),
        icon: ListX,
        onAction: () => leaveBook(book),
      },
    )
  if (can.remove)
    entries.push(
      { kind: 'separator', id: 'line' },
      {
        kind: 'action',
        id: 'delete',
        label: t('actions.delete'),
        icon: Trash,
        onAction: () => showDialog({ kind: 'delete-book', book }),
      },
    )
  return entries
}
