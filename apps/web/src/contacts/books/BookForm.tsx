import '../../calendar/calendars/colours.css'
import '../../calendar/calendars/CalendarForm.css'
import type { Book, BookId } from '@staffetta/contract'
import { Button, Dialog, Field } from '@staffetta/ui'
import { BookPlus, Pencil } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { useAttempt } from '../../app/use-attempt.ts'
import { Swatches } from '../../calendar/calendars/Swatches.tsx'
import { changeBook, createBook } from '../state/book-mutations.ts'

interface Props {
  book: Book | null
  onCreated?: (id: BookId) => void
  onClose: () => void
}

/** A new address book, or the name and colour of one there is. */
export function BookForm({ book, onCreated, onClose }: Props) {
  const { t } = useI18n()
  const [name, setName] = useState(book?.name ?? '')
  const [colour, setColour] = useState<Book['colour']>(book?.colour ?? 'petrolio')
  const { busy, wrong, setWrong, attempt } = useAttempt()
  const save = (event: FormEvent) => {
    event.preventDefault()
    const wanted = name.trim()
    if (wanted === '') return setWrong(t('contacts.books.noName'))
    void attempt(async () => {
      if (book) await changeBook(book.id, { name: wanted, colour })
      else onCreated?.(await createBook(wanted, colour))
      onClose()
    })
  }
  return (
    <Dialog
      title={book ? t('contacts.books.renameTitle', { name: book.name }) : t('contacts.books.create')}
      icon={book ? Pencil : BookPlus}
      onClose={onClose}
    >
      <form className="calendar-form" onSubmit={save}>
        <Field
          label={t('contacts.books.name')}
          value={name}
          autoFocus
          maxLength={250}
          error={wrong ?? undefined}
          onChange={({ target }) => {
            setName(target.value)
            setWrong(null)
          }}
        />
        <Swatches colour={colour} onChange={setColour} />
        <div className="ui-dialog-actions">
          <Button onClick={onClose}>{t('actions.cancel')}</Button>
          <Button kind="primary" type="submit" busy={busy}>
            {book ? t('actions.save') : t('actions.create')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
