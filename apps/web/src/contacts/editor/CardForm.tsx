import type { Book, CardDetail, CardFields, CardRef } from '@staffetta/contract'
import { Button, IconButton, Notice, Select, useMenu } from '@staffetta/ui'
import { ArrowLeft, CircleAlert, Plus } from 'lucide-react'
import { type FormEvent, useRef, useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { rowOf } from '../state/contact.ts'
import type { PhotoChange } from '../state/mutations.ts'
import type { Known } from '../state/use-contacts.ts'
import { cleaned, isFilled, isSame, type Offered, offered } from './card-form.ts'
import { CardFormFields } from './CardFormFields.tsx'
import { ConflictDialog } from './ConflictDialog.tsx'
import { letGo, useUnsavedGuard } from './open-work.ts'
import { PhotoField } from './PhotoField.tsx'
import { useSaving } from './use-saving.ts'

interface Props {
  known: Known
  detail: CardDetail | null
  opened: CardFields
  book: Book | undefined
  onSaved: (ref: CardRef) => void
  onClose: () => void
}

/** The form of a card: what everybody has at once, the rest where it is asked for. */
export function CardForm({ known, detail, opened, book, onSaved, onClose }: Props) {
  const { t } = useI18n()
  const form = useRef<HTMLFormElement>(null)
  const [id] = useState(() => crypto.randomUUID())
  const [fields, setFields] = useState(opened)
  const [photo, setPhoto] = useState<PhotoChange>()
  const [bookId, setBookId] = useState(detail?.bookId ?? book?.id ?? '')
  const [asked, setAsked] = useState<readonly Offered[]>([])
  const [noName, setNoName] = useState(false)
  const changed =
    photo !== undefined ||
    !isSame(cleaned(fields), cleaned(opened)) ||
    (detail === null && opened.emails.length > 0)
  useUnsavedGuard(changed)
  const row = detail ? known.byRef.get(detail.ref) : undefined
  const saving = useSaving({
    id,
    detail,
    row,
    opened,
    onSaved: (ref) => {
      letGo()
      onSaved(ref)
    },
  })
  const parts = offered.filter(
    (part) => asked.includes(part) || isFilled(part, fields) || isFilled(part, opened),
  )
  const left = offered.filter((part) => !parts.includes(part))
  const menu = useMenu(
    () =>
      left.map((part) => ({
        kind: 'action',
        id: part,
        label: t(`contacts.parts.offered.${part}`),
        onAction: () => {
          setAsked([...asked, part])
          setTimeout(() => {
            const place = form.current?.querySelector<HTMLElement>(`[data-part="${part}"]`)
            ;(place?.querySelector<HTMLElement>('input, select, textarea, button') ?? place)?.focus()
          }, 60)
        },
      })),
    t('contacts.form.addField'),
  )
  const save = (event: FormEvent) => {
    event.preventDefault()
    const empty = cleaned(fields).fullName === ''
    setNoName(empty)
    if (empty) form.current?.querySelector<HTMLElement>('input')?.focus()
    else void saving.save(fields, bookId, photo)
  }
  const writable = known.books.filter(({ can }) => can.write)
  const shown = row ?? rowOf(fields, { ref: '', uid: '', bookId, photo: '' })
  const title = detail ? t('contacts.form.change') : t('contacts.new')
  return (
    <section className="person-pane" aria-label={title}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Keys that the fields inside left alone. */}
      <form
        ref={form}
        className="person-form"
        noValidate
        onSubmit={save}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save(event)
          if (event.key === 'Escape' && !event.defaultPrevented) onClose()
        }}
      >
        <header className="person-bar">
          <IconButton
            className="person-back"
            icon={ArrowLeft}
            size={44}
            label={t('actions.back')}
            onClick={onClose}
          />
          <h1>{title}</h1>
          <span className="person-bar-space" />
          <Button onClick={onClose}>{t('actions.cancel')}</Button>
          <Button kind="primary" type="submit" busy={saving.busy}>
            {t('actions.save')}
          </Button>
        </header>
        <div className="person-body">
          {(saving.wrong ?? (noName ? t('contacts.form.noName') : null)) !== null && (
            <Notice tone="bad" icon={CircleAlert} live="alert">
              {saving.wrong ?? t('contacts.form.noName')}
            </Notice>
          )}
          <PhotoField contact={{ ...shown, name: fields.fullName }} photo={photo} onChange={setPhoto} />
          {detail === null && writable.length > 1 && (
            <Select
              label={t('contacts.form.book')}
              value={bookId}
              options={writable.map(({ id: value, name }) => ({ value, label: name }))}
              onChange={({ target }) => setBookId(target.value)}
            />
          )}
          <CardFormFields fields={fields} parts={parts} isNew={detail === null} onChange={setFields} />
          {left.length > 0 && (
            <Button icon={Plus} className="person-form-add" {...menu.trigger}>
              {t('contacts.form.addField')}
            </Button>
          )}
          {menu.element}
        </div>
      </form>
      {saving.conflict && (
        <ConflictDialog
          fields={saving.conflict.fields}
          mine={saving.conflict.mine}
          theirs={saving.conflict.theirs.fields}
          onSave={(keepTheirs) => void saving.resolve(keepTheirs, photo)}
          onClose={() => saving.setConflict(null)}
        />
      )}
    </section>
  )
}
