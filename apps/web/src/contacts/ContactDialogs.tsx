import type { Book, BookId, CardRef } from '@staffetta/contract'
import { later } from '@staffetta/ui'
import { api } from '../app/api.ts'
import { ConfirmDialog } from '../app/ConfirmDialog.tsx'
import { useI18n } from '../app/i18n.tsx'
import { useStore } from '../app/store.ts'
import { bookSubject } from './books/book-subject.ts'
import { BookForm } from './books/BookForm.tsx'
import { GroupForm } from './groups/GroupForm.tsx'
import { createGroup } from './state/actions.ts'
import { deleteBook } from './state/book-mutations.ts'
import { closeDialog, contactDialog } from './state/dialogs.ts'
import { type Contact, nameOf } from './state/contact.ts'
import { changeCard } from './state/mutations.ts'

const [SearchForm] = later(async () => (await import('./searches/SearchForm.tsx')).SearchForm)
const [SharingDialog] = later(
  async () => (await import('../calendar/sharing/SharingDialog.tsx')).SharingDialog,
)
const [QrDialog] = later(async () => (await import('./card/QrDialog.tsx')).QrDialog)

const [ImportDialog] = later(async () => (await import('./import/ImportDialog.tsx')).ImportDialog)
const [ExportDialog] = later(async () => (await import('./import/ExportDialog.tsx')).ExportDialog)

interface Props {
  /** Where a new group goes. */
  book: Book | undefined
  onBook: (id: BookId) => void
  onBookGone: (id: BookId) => void
  onGroup: (ref: CardRef) => void
  books: readonly Book[]
  onSearch: (id: string) => void
}

/** Whatever dialog of the address book is open. */
export function ContactDialogs({ book, books, onBook, onBookGone, onGroup, onSearch }: Props) {
  const { t } = useI18n()
  const open = useStore(contactDialog, (state) => state.open)
  switch (open?.kind) {
    case undefined:
      return null
    case 'new-book':
      return <BookForm book={null} onCreated={onBook} onClose={closeDialog} />
    case 'rename-book':
      return <BookForm book={open.book} onClose={closeDialog} />
    case 'share-book':
      return <SharingDialog subject={bookSubject(open.book)} onClose={closeDialog} />
    case 'delete-book':
      return (
        <ConfirmDialog
          title={t('contacts.books.deleteTitle', { name: open.book.name })}
          text={t('contacts.books.deleteText', { count: open.book.count })}
          word={t('actions.delete')}
          onConfirm={async () => {
            await deleteBook(open.book.id)
            onBookGone(open.book.id)
          }}
          onClose={closeDialog}
        />
      )
    case 'new-group':
      return (
        <GroupForm
          title={t('contacts.groups.create')}
          name=""
          people={open.people.length}
          onSave={async (name) => book && onGroup((await createGroup(book, name, open.people)).ref)}
          onClose={closeDialog}
        />
      )
    case 'rename-group':
      return (
        <GroupForm
          title={t('contacts.groups.rename')}
          name={nameOf(open.group)}
          people={0}
          onSave={(name) => renameGroup(open.group, name)}
          onClose={closeDialog}
        />
      )
    case 'search':
      return (
        <SearchForm
          search={open.search}
          isNew={open.isNew}
          books={books}
          onSaved={onSearch}
          onClose={closeDialog}
        />
      )
    case 'qr':
      return <QrDialog contact={open.contact} onClose={closeDialog} />
    case 'import':
      return <ImportDialog {...open} />
    case 'export':
      return <ExportDialog {...open} />
  }
}

async function renameGroup(group: Contact, fullName: string): Promise<void> {
  const detail = await api.contacts.getCard({ ref: group.ref })
  await changeCard(detail, group, { fullName }).done
}
