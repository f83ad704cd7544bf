import '../calendar/calendars/colours.css'
import './Contacts.css'
import { Icon, IconButton } from '@staffetta/ui'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { BookUser, Search, UserPlus } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { Region } from '../app/errors.tsx'
import { useI18n } from '../app/i18n.tsx'
import { drawer } from '../app/layout/drawer.ts'
import { PhoneTitle } from '../app/layout/PhoneTitle.tsx'
import { SearchField } from '../app/layout/SearchField.tsx'
import { useServices } from '../app/layout/services.ts'
import { Shell } from '../app/layout/Shell.tsx'
import { useStore } from '../app/store.ts'
import type { Change } from '../calendar/state/pending.ts'
import { Composers } from '../mail/index.ts'
import { CardPlace } from './CardPlace.tsx'
import { ContactDialogs } from './ContactDialogs.tsx'
import { AddPeople } from './groups/AddPeople.tsx'
import type { RowsHandle } from './list/ContactRows.tsx'
import { ListPane } from './list/ListPane.tsx'
import { namesOf } from './offices/offices.ts'
import { focusSearch, useContactShortcuts } from './shortcuts.ts'
import { ContactsSide } from './side/ContactsSide.tsx'
import { pathOf, type Place, placeOf, searchOf } from './side/place.ts'
import { remove } from './state/actions.ts'
import { pending } from './state/changes.ts'
import { type Contact, isGroup, isSaving, nameOf } from './state/contact.ts'
import { type NewCard, newCard } from './state/new-card.ts'
import { plainUid } from './state/plain-uid.ts'
import { clearSelection } from './state/selection.ts'
import { bookForNew, useContacts } from './state/use-contacts.ts'
import { tagsOf, useShown } from './use-shown.ts'
import { useWrittenList } from './written/use-written-list.ts'
import { forget, isWritten } from './written/written.ts'

/** The address book: which book, group or tag one looks at and which card is open are in the address. */
export function ContactsScreen() {
  const { t } = useI18n()
  const navigate = useNavigate()
  const services = useServices()
  const { bookId = 'all' } = useParams({ strict: false })
  // Not strict: while one goes elsewhere this is drawn once more, and the address is another by then.
  const { q = '', group: groupRef, tag, office, card, edit: editing } = useSearch({ strict: false })
  // The calendar's address has a word of this name, too.
  const edit = editing === 'card' || editing === 'new' ? editing : undefined
  const known = useContacts()
  const [searching, setSearching] = useState(false)
  const rows = useRef<RowsHandle>(null)
  const place = useMemo(
    () => placeOf(bookId, { group: groupRef, tag, office }),
    [groupRef, tag, office, bookId],
  )
  const isBook = place.kind === 'book' || place.kind === 'office'
  const book = known.books.find(({ id }) => isBook && id === place.id)
  const group = place.kind === 'group' ? known.byRef.get(place.ref) : undefined
  const search = place.kind === 'search' ? known.searches.find(({ id }) => id === place.id) : undefined
  const { shown, asking } = useShown(known, place, q)
  const open = card === undefined ? undefined : known.byRef.get(card)
  const target = bookForNew(known.books, book?.id ?? null)
  const mayWrite = (contact: Contact) =>
    isWritten(contact) || known.books.some(({ id, can }) => id === contact.bookId && can.write)
  const kept = useWrittenList(place.kind === 'written' && q === '')

  const goTo = (next: Place) => {
    drawer.set({ open: false })
    clearSelection()
    void navigate({
      to: '/contacts/$bookId',
      params: { bookId: pathOf(next) },
      search: searchOf(next),
    })
  }
  const show = (ref: string | undefined, editing?: 'card' | 'new', replace = card !== undefined) =>
    void navigate({
      to: '.',
      search: ({ card: _card, edit: _edit, ...rest }) => ({
        ...rest,
        ...(ref !== undefined && { card: ref }),
        ...(editing && { edit: editing }),
      }),
      replace,
    })
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
      search: ({ q: _q, ...rest }) => ({ ...rest, ...(text !== '' && { q: text }) }),
      replace: true,
    })
  }
  const title =
    q !== ''
      ? t('contacts.search.title')
      : group
        ? nameOf(group)
        : place.kind === 'written' || place.kind === 'favourites'
          ? t(`contacts.${place.kind}.title`)
          : (search?.name ??
            (office ? namesOf(office).at(-1) : undefined) ??
            tag ??
            book?.name ??
            t('contacts.side.all'))

  useEffect(() => {
    document.title = `${title} – ${t('shell.contacts')}`
  }, [title, t])
  useEffect(() => clearSelection, [])
  // A book that was taken back, or left, while one looked at it.
  const bookGone = isBook && book === undefined && known.books.length > 0
  useEffect(() => {
    if (bookGone) void navigate({ to: '/contacts/$bookId', params: { bookId: 'all' }, replace: true })
  }, [bookGone, navigate])
  // What was moved has another name in its new place: what is open goes along.
  const followed = useRef<{ card: string | undefined; uid: string }>({ card: undefined, uid: '' })
  useEffect(() => {
    if (open) followed.current = { card, uid: open.uid }
    else if (card !== undefined && followed.current.card === card && edit === undefined) {
      const moved = known.byUid.get(plainUid(followed.current.uid))
      if (moved && !isSaving(moved.ref))
        void navigate({ to: '.', search: (before) => ({ ...before, card: moved.ref }), replace: true })
    }
  }, [open, card, edit, known.byUid, navigate])
  // What was removed by hand is closed.
  const cardRemoved = useStore(pending, ({ changes }) => changes.some((change) => removes(change, card)))
  const groupRemoved = useStore(pending, ({ changes }) => changes.some((change) => removes(change, groupRef)))
  useEffect(() => {
    if (cardRemoved || groupRemoved)
      void navigate({
        to: '.',
        search: ({ card: _card, edit: _edit, group: before, ...rest }) => ({
          ...rest,
          ...(before !== undefined && !groupRemoved && { group: before }),
        }),
      })
  }, [cardRemoved, groupRemoved, navigate])
  useContactShortcuts({
    rows,
    shown,
    open,
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
          onPlace={goTo}
          onNew={target ? () => onNew() : null}
        />
      }
      sideLabels={{
        name: t('contacts.side.name'),
        open: t('contacts.side.open'),
        close: t('contacts.side.close'),
      }}
      phoneTitle={
        <PhoneTitle
          title={title}
          opens={t('contacts.side.open')}
          search={(searching || q !== '') && searchField(searching && q === '')}
          onSearchLeft={() => {
            setSearching(false)
            onSearch('')
          }}
        />
      }
      phoneAction={
        searching || q !== '' ? null : (
          <IconButton
            icon={Search}
            size={44}
            label={t('shell.search')}
            onClick={() => {
              setSearching(true)
              focusSearch()
            }}
          />
        )
      }
      phoneFull={card !== undefined || edit !== undefined}
      phonePrimary={{ icon: UserPlus, label: t('contacts.newShort'), onPress: () => onNew() }}
    >
      <div className="contacts" data-open={card !== undefined || edit !== undefined || undefined}>
        <Region resetKey={`${bookId} ${groupRef ?? ''} ${tag ?? ''} ${office ?? ''}`}>
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
          >
            {kept && <p className="contact-note">{t('contacts.written.note')}</p>}
            {group && q === '' && mayWrite(group) && <AddPeople group={group} known={known} />}
          </ListPane>
        </Region>
        {card === undefined && edit === undefined ? (
          <div className="contacts-none empty-state">
            <span className="empty-disc">
              <Icon of={BookUser} size={28} />
            </span>
            <h2>{t('contacts.none')}</h2>
            <p>{t('contacts.noneHint')}</p>
          </div>
        ) : (
          <Region resetKey={`${card ?? ''} ${edit ?? ''}`}>
            <CardPlace
              known={known}
              cardRef={card}
              edit={edit}
              book={target}
              onShow={show}
              onGroup={(ref) => goTo({ kind: 'group', ref })}
              onClose={onClose}
            />
          </Region>
        )}
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

function removes({ before, after }: Change<Contact>, ref: string | undefined): boolean {
  return before.some((one) => one.ref === ref) && !after.some((one) => one.ref === ref)
}
