import '../calendar/calendars/colours.css'
import './Contacts.css'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { later } from '@staffetta/ui'
import { UserPlus } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Region } from '../app/errors.tsx'
import { useI18n } from '../app/i18n.tsx'
import { drawer } from '../app/layout/drawer.ts'
import { usePhoneSearch } from '../app/layout/use-phone-search.tsx'
import { SearchField } from '../app/layout/SearchField.tsx'
import { useServices } from '../app/layout/services.ts'
import { Shell } from '../app/layout/Shell.tsx'
import { Composers } from '../mail/index.ts'
import { CardPlace } from './CardPlace.tsx'
import { ContactDialogs } from './ContactDialogs.tsx'
import { AddPeople } from './groups/AddPeople.tsx'
import type { RowsHandle } from './list/ContactRows.tsx'
import { ListPane } from './list/ListPane.tsx'
import { focusSearch, useContactShortcuts } from './shortcuts.ts'
import { ContactsSide } from './side/ContactsSide.tsx'
import { pathOf, type Place, searchOf } from './side/place.ts'
import { remove } from './state/actions.ts'
import { type Contact, isGroup, isSaving } from './state/contact.ts'
import { type NewCard, newCard } from './state/new-card.ts'
import { clearSelection } from './state/selection.ts'
import { bookForNew, useContacts } from './state/use-contacts.ts'
import { useFollowedCard } from './use-followed-card.ts'
import { usePlace } from './use-place.ts'
import { tagsOf, useShown } from './use-shown.ts'
import { useWrittenList } from './written/use-written-list.ts'
import { forget, isWritten } from './written/written.ts'

const [DuplicatesPane] = later(
  async () => (await import('./duplicates/index.ts')).DuplicatesPane,
  () => <div className="contact-list" />,
)

const none: Contact[] = []

/** The address book: which book, group or tag one looks at and which card is open are in the address. */
export function ContactsScreen() {
  const { t } = useI18n()
  const navigate = useNavigate()
  const services = useServices()
  const { bookId = 'all' } = useParams({ strict: false })
  // Not strict: while one goes elsewhere this is drawn once more, and the address is another by then.
  const {
    q = '',
    group: groupRef,
    tag,
    office,
    card,
    edit: editing,
    duplicates,
    merge,
  } = useSearch({ strict: false })
  // The calendar's address has a word of this name, too.
  const edit = editing === 'card' || editing === 'new' ? editing : undefined
  const known = useContacts()
  const rows = useRef<RowsHandle>(null)
  const { place, book, group, title } = usePlace(known, { bookId, groupRef, tag, office, q, duplicates })
  const { shown, asking } = useShown(known, place, q)
  const open = card === undefined ? undefined : known.byRef.get(card)
  const target = bookForNew(known.books, book?.id ?? null)
  const mayWrite = (contact: Contact) =>
    isWritten(contact) || known.books.some(({ id, can }) => id === contact.bookId && can.write)
  const kept = useWrittenList(place.kind === 'written' && q === '')

  const goTo = (next: Place, more: { duplicates?: true } = {}) => {
    drawer.set({ open: false })
    clearSelection()
    void navigate({
      to: '/contacts/$bookId',
      params: { bookId: pathOf(next) },
      search: { ...searchOf(next), ...more },
    })
  }
  const show = (ref: string | undefined, editing?: 'card' | 'new', replace = card !== undefined) =>
    void navigate({
      to: '.',
      search: ({ card: _card, edit: _edit, merge: _merge, ...rest }) => ({
        ...rest,
        ...(ref !== undefined && { card: ref }),
        ...(editing && { edit: editing }),
      }),
      replace,
    })
  /** Beside the list, whichever it is; of two made one the card is shown, unless more pairs wait. */
  const onMerge = (next: string | undefined, kept?: string) => {
    clearSelection()
    if (next === undefined && kept === undefined) return onClose()
    void navigate({
      to: '.',
      search: ({ card: _card, edit: _edit, merge: _merge, ...rest }) => ({
        ...rest,
        ...(next !== undefined ? { merge: next } : !duplicates && kept !== undefined && { card: kept }),
      }),
      replace: merge !== undefined,
    })
    if (next === undefined) requestAnimationFrame(() => rows.current?.focus(rows.current.at()))
  }
  const onNew = (fields: NewCard = {}) => {
    if (!target) return
    drawer.set({ open: false })
    newCard.set({ fields })
    show(undefined, 'new')
  }
  const onOpen = (contact: Contact) => {
    // What is on its way to the server has no name yet.
    if (isSaving(contact.ref)) return
    if (contact.ref.startsWith('bare.')) onNew({ emails: contact.emails })
    else if (isGroup(contact)) goTo({ kind: 'group', ref: contact.ref })
    else show(contact.ref)
  }
  const onClose = () => {
    show(undefined, undefined, false)
    requestAnimationFrame(() => rows.current?.focus(rows.current.at()))
  }
  const onSearch = (text: string) => {
    clearSelection()
    void navigate({
      to: '.',
      search: ({ q: _q, duplicates: _duplicates, ...rest }) => ({ ...rest, ...(text !== '' && { q: text }) }),
      replace: true,
    })
  }
  const isOpen = card !== undefined || edit !== undefined || merge !== undefined
  useEffect(() => clearSelection, [])
  useFollowedCard(known, { card, group: groupRef, editing: edit !== undefined })
  useContactShortcuts({
    rows,
    shown: duplicates ? none : shown,
    open,
    isMerging: merge !== undefined,
    mayWrite,
    onRemove: (contacts) => {
      const [written, cards] = [contacts.filter(isWritten), contacts.filter((one) => !isWritten(one))]
      if (written.length > 0) forget(written)
      remove(cards)
    },
    onOpen,
    onClose,
    onNew: () => onNew(),
    onEdit: () => open && !isWritten(open) && mayWrite(open) && show(open.ref, 'card'),
    onMail: services.mail,
  })
  const searchField = (autoFocus: boolean) => (
    <SearchField
      text={q}
      placeholder={t('contacts.search.placeholder')}
      autoFocus={autoFocus}
      onText={onSearch}
      onSubmit={() => rows.current?.focus(0)}
      onClear={() => onSearch('')}
    />
  )
  const phone = usePhoneSearch({
    title,
    opens: t('contacts.side.open'),
    words: q,
    renderBox: searchField,
    onOpened: focusSearch,
    onLeft: () => onSearch(''),
  })
  return (
    <Shell
      current="contacts"
      onCurrent={() => goTo({ kind: 'all' })}
      search={searchField(false)}
      side={
        <ContactsSide
          known={known}
          place={place}
          tags={tagsOf(known.contacts)}
          onPlace={(next) => goTo(next)}
          onDuplicates={(id) => goTo({ kind: 'book', id }, { duplicates: true })}
          onNew={target ? () => onNew() : null}
        />
      }
      sideLabels={{
        name: t('contacts.side.name'),
        open: t('contacts.side.open'),
        close: t('contacts.side.close'),
      }}
      phoneTitle={phone.title}
      phoneAction={phone.button}
      phoneFull={isOpen}
      phonePrimary={{ icon: UserPlus, label: t('contacts.newShort'), onPress: () => onNew() }}
    >
      <div className="contacts" data-open={isOpen || undefined}>
        <Region resetKey={`${bookId} ${groupRef ?? ''} ${tag ?? ''} ${office ?? ''}`}>
          {duplicates ? (
            <DuplicatesPane
              handle={rows}
              known={known}
              book={book}
              open={merge}
              onOpen={onMerge}
              onClose={() => goTo(place)}
            />
          ) : (
            <ListPane
              handle={rows}
              title={title}
              known={known}
              contacts={shown}
              book={book}
              group={q === '' ? group : undefined}
              searchText={q}
              asking={asking}
              listKey={`${bookId} ${groupRef ?? ''} ${tag ?? ''} ${office ?? ''} ${q}`}
              openRef={card}
              kept={kept}
              offices={
                book?.kind === 'directory' && q === ''
                  ? {
                      path: office,
                      onPath: (path) =>
                        goTo(
                          path === undefined
                            ? { kind: 'book', id: book.id }
                            : { kind: 'office', id: book.id, path },
                        ),
                    }
                  : undefined
              }
              favourites={place.kind === 'favourites'}
              onOpen={onOpen}
              onNew={target ? () => onNew() : null}
              onDuplicates={() => goTo(place, { duplicates: true })}
              onMerge={onMerge}
            >
              {kept && <p className="contact-note">{t('contacts.written.note')}</p>}
              {group && q === '' && mayWrite(group) && <AddPeople group={group} known={known} />}
            </ListPane>
          )}
        </Region>
        <Region resetKey={`${card ?? ''} ${edit ?? ''} ${merge ?? ''}`}>
          <CardPlace
            known={known}
            cardRef={card}
            edit={edit}
            merge={merge}
            book={target}
            openBook={book}
            onShow={show}
            onGroup={(ref) => goTo({ kind: 'group', ref })}
            onMerge={onMerge}
            onClose={onClose}
          />
        </Region>
      </div>
      <ContactDialogs
        book={target}
        books={known.books}
        onSearch={(id) => goTo({ kind: 'search', id })}
        onBook={(id) => goTo({ kind: 'book', id })}
        onBookGone={(id) => id === bookId && goTo({ kind: 'all' })}
        onGroup={(ref) => goTo({ kind: 'group', ref })}
      />
      <Composers />
    </Shell>
  )
}
