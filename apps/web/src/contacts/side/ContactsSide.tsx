import '../../calendar/side/CalendarSide.css'
import './ContactsSide.css'
import type { Book, BookId } from '@staffetta/contract'
import { Button, type LucideIcon, Skeleton } from '@staffetta/ui'
import {
  Bookmark,
  Building2,
  Clock,
  Contact as Card,
  Star,
  Tag,
  UserPlus,
  UserRound,
  Users,
  UsersRound,
} from 'lucide-react'
import { sentenceOfCode } from '../../app/errors.tsx'
import { useI18n } from '../../app/i18n.tsx'
import { ListSection } from '../../calendar/side/ListSection.tsx'
import { RowMenu } from '../../calendar/side/RowMenu.tsx'
import { ContactsImportRows } from '../import/ContactsImportRows.tsx'
import { addToGroup } from '../state/actions.ts'
import { type Contact, isGroup, nameOf } from '../state/contact.ts'
import { showDialog } from '../state/dialogs.ts'
import type { Known } from '../state/use-contacts.ts'
import { starOf } from '../state/kept-mutations.ts'
import { bookMenu } from './book-menu.ts'
import type { Place } from './place.ts'
import { searchMenu } from './search-menu.ts'
import { SideRow } from './SideRow.tsx'

interface Props {
  known: Known
  place: Place
  tags: readonly { tag: string; count: number }[]
  onPlace: (place: Place) => void
  onDuplicates: (bookId: BookId) => void
  /** Null where there is no book one may write in. */
  onNew: (() => void) | null
}

const kinds = { own: UserRound, shared: UsersRound, directory: Building2 } satisfies Record<
  Book['kind'],
  LucideIcon
>

/** Nuovo contatto, the books, the groups and the tags. */
export function ContactsSide({ known, place, tags, onPlace, onDuplicates, onNew }: Props) {
  const { t } = useI18n()
  const { books, contacts, written, favourites, searches } = known
  const groups = contacts.filter(isGroup).toSorted((a, b) => nameOf(a).localeCompare(nameOf(b)))
  const people = contacts.length - groups.length
  const starred = contacts.filter((one) => favourites.has(starOf(one))).length
  const rows = (kind: Book['kind']) =>
    books
      .filter((book) => book.kind === kind)
      .map((book) => (
        <BookRow
          key={book.id}
          book={book}
          current={(place.kind === 'book' || place.kind === 'office') && place.id === book.id}
          onOpen={() => onPlace({ kind: 'book', id: book.id })}
          onDuplicates={() => onDuplicates(book.id)}
        />
      ))
  const mayMakeGroups = books.some(({ can }) => can.write)
  return (
    <>
      <Button
        kind="primary"
        size="form"
        icon={UserPlus}
        className="calendar-new"
        disabled={onNew === null}
        onClick={() => onNew?.()}
      >
        {t('contacts.new')}
      </Button>
      <div className="calendar-side">
        <ul className="side-rows" aria-label={t('contacts.side.all')}>
          <SideRow
            icon={Card}
            word={t('contacts.side.all')}
            count={people}
            current={place.kind === 'all'}
            onOpen={() => onPlace({ kind: 'all' })}
          />
          <SideRow
            icon={Star}
            word={t('contacts.favourites.title')}
            count={starred}
            current={place.kind === 'favourites'}
            onOpen={() => onPlace({ kind: 'favourites' })}
          />
          {(written.length > 0 || place.kind === 'written') && (
            <SideRow
              icon={Clock}
              word={t('contacts.written.title')}
              count={written.length}
              current={place.kind === 'written'}
              onOpen={() => onPlace({ kind: 'written' })}
            />
          )}
        </ul>
        <ContactsImportRows />
        {known.isPending && books.length === 0 ? (
          <div className="calendar-side-waiting" aria-hidden="true">
            {['58%', '70%', '46%'].map((width) => (
              <Skeleton key={width} width={width} />
            ))}
          </div>
        ) : (
          <>
            <ListSection
              title={t('contacts.books.own')}
              create={
                known.canCreate
                  ? { label: t('contacts.books.create'), onCreate: () => showDialog({ kind: 'new-book' }) }
                  : null
              }
              none={t('contacts.books.none')}
              rows={rows('own')}
            />
            <ListSection title={t('contacts.books.shared')} create={null} none="" rows={rows('shared')} />
            <ListSection
              title={t('contacts.books.directory')}
              create={null}
              none=""
              rows={rows('directory')}
            />
            <ListSection
              title={t('contacts.searches.title')}
              create={null}
              none=""
              rows={searches.map((search) => (
                <SideRow
                  key={search.id}
                  icon={Bookmark}
                  word={search.name}
                  title={search.text}
                  count={0}
                  current={place.kind === 'search' && place.id === search.id}
                  onOpen={() => onPlace({ kind: 'search', id: search.id })}
                >
                  <RowMenu
                    label={t('contacts.books.menu', { name: search.name })}
                    entries={() => searchMenu(search, t)}
                  />
                </SideRow>
              ))}
            />
            <ListSection
              title={t('contacts.groups.title')}
              create={
                mayMakeGroups
                  ? {
                      label: t('contacts.groups.create'),
                      onCreate: () => showDialog({ kind: 'new-group', people: [] }),
                    }
                  : null
              }
              none={t('contacts.groups.none')}
              rows={groups.map((group) => (
                <GroupRow
                  key={group.ref}
                  group={group}
                  current={place.kind === 'group' && place.ref === group.ref}
                  onOpen={() => onPlace({ kind: 'group', ref: group.ref })}
                  onPeople={
                    books.some(({ id, can }) => id === group.bookId && can.write)
                      ? (refs) =>
                          addToGroup(
                            group,
                            refs.flatMap((ref) => known.byRef.get(ref) ?? []),
                          )
                      : null
                  }
                />
              ))}
            />
            <ListSection
              title={t('contacts.tags.title')}
              create={null}
              none=""
              rows={tags.map(({ tag, count }) => (
                <SideRow
                  key={tag}
                  icon={Tag}
                  word={tag}
                  count={count}
                  current={place.kind === 'tag' && place.tag === tag}
                  onOpen={() => onPlace({ kind: 'tag', tag })}
                />
              ))}
            />
          </>
        )}
      </div>
    </>
  )
}

interface BookRowProps {
  book: Book
  current: boolean
  onOpen: () => void
  onDuplicates: () => void
}

function BookRow({ book, current, onOpen, onDuplicates }: BookRowProps) {
  const { t } = useI18n()
  return (
    <SideRow
      icon={kinds[book.kind]}
      word={book.name}
      detail={
        book.owner === null
          ? ''
          : t(`contacts.sharing.${book.can.write ? 'write' : 'read'}`, { owner: book.owner })
      }
      count={book.count}
      current={current}
      colour={book.colour}
      trouble={book.state === 'failed' ? sentenceOfCode(book.error ?? '', t) : null}
      onOpen={onOpen}
    >
      <RowMenu
        label={t('contacts.books.menu', { name: book.name })}
        entries={() => bookMenu(book, t, onDuplicates)}
      />
    </SideRow>
  )
}

interface GroupRowProps {
  group: Contact
  current: boolean
  onOpen: () => void
  /** Whoever is dropped here; null where the group cannot be changed. */
  onPeople: ((refs: string[]) => void) | null
}

function GroupRow({ group, current, onOpen, onPeople }: GroupRowProps) {
  return (
    <SideRow
      icon={Users}
      word={nameOf(group)}
      count={group.members.length}
      current={current}
      onOpen={onOpen}
      onPeople={onPeople}
    />
  )
}
