import type { Book, SavedSearch } from '@staffetta/contract'
import { Button, Dialog, Field, Select } from '@staffetta/ui'
import { Bookmark } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { useAttempt } from '../../app/use-attempt.ts'
import { saveSearch } from '../state/kept-mutations.ts'

interface Props {
  search: SavedSearch
  isNew: boolean
  books: readonly Book[]
  onSaved: (id: string) => void
  onClose: () => void
}

/** What a search is called, and where it looks. */
export function SearchForm({ search, isNew, books, onSaved, onClose }: Props) {
  const { t } = useI18n()
  const [name, setName] = useState(search.name)
  const [bookId, setBookId] = useState(search.bookId)
  const { busy, wrong, setWrong, attempt } = useAttempt()
  const save = (event: FormEvent) => {
    event.preventDefault()
    const wanted = name.trim()
    if (wanted === '') return setWrong(t('contacts.groups.noName'))
    void attempt(async () => {
      await saveSearch({ ...search, name: wanted, bookId })
      onSaved(search.id)
      onClose()
    })
  }
  return (
    <Dialog
      title={t(isNew ? 'contacts.searches.create' : 'contacts.searches.change')}
      icon={Bookmark}
      onClose={onClose}
    >
      <form className="calendar-form" onSubmit={save}>
        <Field
          label={t('contacts.searches.name')}
          hint={t('contacts.searches.text', { text: search.text })}
          value={name}
          autoFocus
          maxLength={250}
          error={wrong ?? undefined}
          onChange={({ target }) => {
            setName(target.value)
            setWrong(null)
          }}
        />
        <Select
          label={t('contacts.searches.where')}
          value={bookId ?? ''}
          options={[
            { value: '', label: t('contacts.searches.everywhere') },
            ...books.map((book) => ({ value: book.id, label: book.name })),
          ]}
          onChange={({ target }) => setBookId(target.value || null)}
        />
        <div className="ui-dialog-actions">
          <Button onClick={onClose}>{t('actions.cancel')}</Button>
          <Button kind="primary" type="submit" busy={busy}>
            {t('actions.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
