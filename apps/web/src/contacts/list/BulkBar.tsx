import type { Book } from '@staffetta/contract'
import { Button, Checkbox, type MenuEntry, useMenu } from '@staffetta/ui'
import { BookUser, FileDown, FolderInput, Mail, Merge, Trash, UserMinus, UserPlus, X } from 'lucide-react'
import { i18n, useI18n } from '../../app/i18n.tsx'
import { useStore } from '../../app/store.ts'
import { addToGroup, moveTo, remove, removeFromGroup, writeTo } from '../state/actions.ts'
import { mergeOf } from '../duplicates/pair-of.ts'
import { type Contact, isGroup, nameOf } from '../state/contact.ts'
import { showDialog } from '../state/dialogs.ts'
import { clearSelection, select, selection } from '../state/selection.ts'
import type { Known } from '../state/use-contacts.ts'
import { addEntries, forget } from '../written/written.ts'
import { storedRefs } from './file-entries.ts'
import { membersOf } from './members.ts'

/** One after the other: nobody compares more of one person. */
const mostMerged = 5

interface Props {
  shown: readonly Contact[]
  known: Known
  /** The group one looks at, where it can be changed. */
  group: Contact | undefined
  /** They are in no book. */
  written: boolean
  onMerge: (merge: string) => void
}

/** Takes the place of the head while contacts are chosen: how many, and what one can do with all of them. */
export function BulkBar({ shown, known, group, written, onMerge }: Props) {
  const { t } = useI18n()
  const refs = useStore(selection, (state) => state.refs)
  const chosen = shown.filter(({ ref }) => refs.has(ref))
  const writable = new Set(known.books.filter(({ can }) => can.write).map(({ id }) => id))
  const own = chosen.filter(({ bookId, ref }) => writable.has(bookId) && !ref.startsWith('bare.'))
  const stored = written ? [] : storedRefs(chosen)
  const people = own.filter((one) => !isGroup(one) && one.problem === null)
  const finish = (work: () => void) => {
    work()
    clearSelection()
  }
  const groups = useMenu(() => groupEntries(chosen, known, finish), t('contacts.groups.addTo'))
  const word = t(written ? 'contacts.written.addShort' : 'contacts.moveTo')
  const books = useMenu(
    () => (written ? addEntries(chosen, known.books, finish) : bookEntries(own, known.books, finish)),
    word,
  )
  const none = chosen.length === 0
  const verb = (label: string, icon: typeof Mail, disabled: boolean, onClick: () => void) => (
    <Button kind="ghost" icon={icon} title={label} disabled={disabled} onClick={onClick}>
      <span className="contact-bulk-word">{label}</span>
    </Button>
  )
  return (
    <div className="contact-bulk" role="toolbar" aria-label={t('contacts.select.actions')}>
      <Checkbox
        label={t('contacts.select.all')}
        labelHidden
        checked={shown.length > 0 && chosen.length === shown.length}
        mixed={!none && chosen.length < shown.length}
        onChange={() => select(chosen.length === shown.length ? [] : shown.map(({ ref }) => ref))}
      />
      <span role="status">{t('contacts.select.count', { count: chosen.length })}</span>
      {verb(t('contacts.write.title'), Mail, none, () => finish(() => writeTo(chosen)))}
      <Button
        kind="ghost"
        icon={UserPlus}
        title={t('contacts.groups.addTo')}
        disabled={none}
        {...groups.trigger}
      >
        <span className="contact-bulk-word">{t('contacts.groups.addTo')}</span>
      </Button>
      {groups.element}
      {!written &&
        verb(t('contactsExport.save'), FileDown, stored.length === 0, () =>
          finish(() =>
            showDialog({
              kind: 'export',
              name: chosen.length === 1 ? nameOf(chosen[0]!) : t('shell.contacts'),
              count: stored.length,
              bookId: null,
              refs: stored,
            }),
          ),
        )}
      {group ? (
        verb(t('contacts.groups.leave'), UserMinus, none, () =>
          finish(() => {
            const members = membersOf(group, known).filter(({ contact }) => refs.has(contact.ref))
            removeFromGroup(
              group,
              chosen,
              members.map(({ member }) => member),
            )
          }),
        )
      ) : (
        <>
          <Button
            kind="ghost"
            icon={written ? BookUser : FolderInput}
            title={word}
            disabled={written ? none : own.length === 0}
            {...books.trigger}
          >
            <span className="contact-bulk-word">{word}</span>
          </Button>
          {books.element}
          {people.length > 1 &&
            people.length <= mostMerged &&
            verb(t('contacts.merge.do'), Merge, false, () => onMerge(mergeOf(people.map(({ ref }) => ref))))}
          {written
            ? verb(t('contacts.written.forget'), Trash, none, () => finish(() => forget(chosen)))
            : verb(t('actions.delete'), Trash, own.length === 0, () => finish(() => remove(own)))}
        </>
      )}
      <Button
        kind="text"
        className="contact-bulk-end"
        icon={X}
        title={t('contacts.select.stop')}
        onClick={clearSelection}
      />
    </div>
  )
}

/** The groups one may change, and a new one. */
export function groupEntries(
  people: readonly Contact[],
  known: Known,
  run: (work: () => void) => void = (work) => work(),
): MenuEntry[] {
  const writable = new Set(known.books.filter(({ can }) => can.write).map(({ id }) => id))
  const persons = people.filter((one) => !isGroup(one))
  const groups = known.contacts.filter((one) => isGroup(one) && writable.has(one.bookId))
  return [
    ...groups.map((group): MenuEntry => ({
      kind: 'action',
      id: group.ref,
      label: nameOf(group),
      onAction: () => run(() => addToGroup(group, persons)),
    })),
    ...(groups.length > 0 ? [{ kind: 'separator', id: 'line' } as const] : []),
    {
      kind: 'action',
      id: 'new',
      label: i18n().t('contacts.groups.createShort'),
      onAction: () => run(() => showDialog({ kind: 'new-group', people: persons })),
    },
  ]
}

export function bookEntries(
  contacts: readonly Contact[],
  books: readonly Book[],
  run: (work: () => void) => void = (work) => work(),
  copy = false,
): MenuEntry[] {
  const [first] = contacts
  const inOne = contacts.every(({ bookId }) => bookId === first?.bookId) ? first?.bookId : undefined
  return books
    .filter(({ id, can }) => can.write && id !== inOne)
    .map((book) => ({
      kind: 'action',
      id: book.id,
      label: book.name,
      onAction: () => run(() => moveTo(contacts, book, copy)),
    }))
}
