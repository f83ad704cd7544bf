import './List.css'
import type { Book, SavedSearch } from '@staffetta/contract'
import { IconButton, type MenuEntry, Notice, ProgressBar, Skeleton, useMenu } from '@staffetta/ui'
import { BookmarkPlus, CircleAlert, Ellipsis, Mail } from 'lucide-react'
import { type ReactNode, type Ref, useMemo } from 'react'
import { sentenceOf, sentenceOfCode } from '../../app/errors.tsx'
import { useI18n } from '../../app/i18n.tsx'
import { useStore } from '../../app/store.ts'
import { writeTo } from '../state/actions.ts'
import { type Contact, isGroup } from '../state/contact.ts'
import { showDialog } from '../state/dialogs.ts'
import { selection } from '../state/selection.ts'
import type { Known } from '../state/use-contacts.ts'
import { OfficeTree } from '../offices/OfficeTree.tsx'
import { BulkBar } from './BulkBar.tsx'
import { listMenu } from './list-menu.ts'
import { ContactRows, type RowsHandle } from './ContactRows.tsx'
import { linesOf } from './lines.ts'
import { linesFor, useListView } from './list-view.ts'
import { ListTabs, type Offices } from './ListTabs.tsx'
import { Nothing } from './Nothing.tsx'

interface Props {
  handle: Ref<RowsHandle>
  title: string
  known: Known
  contacts: readonly Contact[]
  book: Book | undefined
  group: Contact | undefined
  searchText: string
  asking: boolean
  listKey: string
  openRef: string | undefined
  onOpen: (contact: Contact) => void
  onNew: (() => void) | null
  /** They have a star, each of them. */
  favourites: boolean
  /** A list with an order of its own, and what else can be done with it. */
  kept?: { headingOf: (contact: Contact) => string; menu: MenuEntry[] } | undefined
  offices?: Offices | undefined
  onDuplicates: () => void
  onMerge: (merge: string) => void
  /** What a group offers beside its people. */
  children?: ReactNode
}

/** One book, group or tag as a list by name, or what was found. */
export function ListPane(props: Props) {
  const { handle, title, known, contacts, book, group, searchText, asking, listKey, openRef, kept } = props
  const { onOpen, onNew, offices } = props
  const { t } = useI18n()
  const looks = useListView()
  const wished = looks.view
  const order = group || offices ? 'name' : wished.order
  const selecting = useStore(selection, (state) => state.on)
  const lines = useMemo(
    () =>
      kept
        ? linesOf(contacts, kept.headingOf, null)
        : linesFor(contacts, { order, givenFirst: wished.givenFirst }),
    [contacts, order, wished.givenFirst, kept],
  )
  const people = contacts.filter((one) => !isGroup(one)).length
  const canChangeGroup =
    group !== undefined && known.books.some(({ id, can }) => id === group.bookId && can.write)
  const menu = useMenu(
    () =>
      listMenu({
        title,
        contacts,
        book: searchText === '' ? book : undefined,
        group,
        kept,
        looks,
        mayWrite: book ? book.can.write : known.books.some(({ can }) => can.write),
        mayImport: onNew !== null,
        mayChangeGroup: canChangeGroup,
        onDuplicates: props.onDuplicates,
      }),
    t('actions.more'),
  )
  return (
    <section className="contact-list" aria-label={title}>
      {selecting ? (
        <BulkBar
          shown={contacts}
          known={known}
          group={canChangeGroup ? group : undefined}
          written={kept !== undefined}
          onMerge={props.onMerge}
        />
      ) : (
        <div className="contact-list-head">
          <h1>{title}</h1>
          {/* Nobody was counted where nothing could be read. */}
          {!known.isPending && (known.error === null || known.contacts.length > 0) && (
            <span>{t('contacts.people', { count: people })}</span>
          )}
          {(group || offices?.path) && (
            <IconButton
              icon={Mail}
              label={t(group ? 'contacts.groups.write' : 'contacts.offices.write')}
              disabled={contacts.length === 0}
              onClick={() => writeTo(contacts)}
            />
          )}
          {searchText !== '' && (
            <IconButton
              icon={BookmarkPlus}
              label={t('contacts.searches.create')}
              onClick={() => showDialog({ kind: 'search', search: newSearch(searchText), isNew: true })}
            />
          )}
          <IconButton icon={Ellipsis} label={t('actions.more')} {...menu.trigger} />
          {menu.element}
        </div>
      )}
      {!group && !kept && <ListTabs offices={offices} looks={looks} />}
      {props.children}
      {book?.state === 'syncing' && (
        <div className="contact-syncing" role="status">
          {t('contacts.syncing')}
          <ProgressBar label={t('contacts.syncing')} share={(book.progress ?? 0) / 100} />
        </div>
      )}
      {known.error !== null && known.contacts.length > 0 && (
        <Notice tone="warn" icon={CircleAlert} live="status">
          {sentenceOf(known.error, t)}
        </Notice>
      )}
      {known.error === null && book?.state === 'failed' && contacts.length > 0 && (
        <Notice tone="warn" icon={CircleAlert} live="status">
          {sentenceOfCode(book.error ?? '', t)}
        </Notice>
      )}
      {offices?.path === '' && contacts.length > 0 ? (
        <OfficeTree contacts={contacts} onOffice={offices.onPath} />
      ) : contacts.length > 0 ? (
        <ContactRows
          handle={handle}
          contacts={contacts}
          lines={lines}
          label={title}
          listKey={`${listKey} ${order}`}
          favourites={known.favourites}
          openRef={openRef}
          onOpen={onOpen}
        />
      ) : known.isPending || asking ? (
        <div className="contact-waiting" aria-hidden="true">
          {['52%', '64%', '44%', '58%', '48%', '60%'].map((width) => (
            <div key={width}>
              <Skeleton width="36px" />
              <Skeleton width={width} />
            </div>
          ))}
        </div>
      ) : (
        <Nothing known={known} kind={emptyKind(props)} onNew={onNew} />
      )}
      <div className="ui-hidden" role="status">
        {searchText !== '' && !asking && t('contacts.search.found', { count: contacts.length })}
      </div>
    </section>
  )
}

function emptyKind({ searchText, group, kept, favourites }: Props) {
  if (searchText !== '') return 'search'
  if (group) return 'group'
  if (kept) return 'written'
  return favourites ? 'favourites' : 'book'
}

const newSearch = (text: string): SavedSearch => ({
  id: crypto.randomUUID(),
  name: text.slice(0, 250),
  text,
  bookId: null,
})
