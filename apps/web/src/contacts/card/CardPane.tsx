import './CardPane.css'
import type { CardRef } from '@staffetta/contract'
import { Button, Chip, Icon, IconButton, Skeleton, useMenu } from '@staffetta/ui'
import { useQuery } from '@tanstack/react-query'
import {
  CalendarPlus,
  CircleAlert,
  Ellipsis,
  Lock,
  Pencil,
  Printer,
  QrCode,
  SquarePen,
  Star,
  Users,
} from 'lucide-react'
import { api } from '../../app/api.ts'
import { sentenceOf } from '../../app/errors.tsx'
import { useI18n } from '../../app/i18n.tsx'
import { session } from '../../app/session.ts'
import { useStore } from '../../app/store.ts'
import { ContactFace } from '../ContactFace.tsx'
import { LikelyDuplicate } from '../duplicates/LikelyDuplicate.tsx'
import { secondLine } from '../list/ContactRow.tsx'
import { writeTo } from '../state/actions.ts'
import { type Contact, isGroup, nameOf, rowOf } from '../state/contact.ts'
import { showDialog } from '../state/dialogs.ts'
import { setFavourite, starOf } from '../state/kept-mutations.ts'
import { contactQueries } from '../state/queries.ts'
import { plainUid } from '../state/plain-uid.ts'
import type { Known } from '../state/use-contacts.ts'
import { cardMenu } from './card-menu.ts'
import { CardFacts } from './CardFacts.tsx'
import { PersonBar } from './PersonBar.tsx'
import { printCard } from './print-card.ts'
import { RecentExchanges } from './RecentExchanges.tsx'
import { useNewEvent } from './use-new-event.ts'

interface Props {
  known: Known
  cardRef: CardRef
  onEdit: () => void
  onOpen: (ref: CardRef) => void
  onGroup: (ref: CardRef) => void
  onMerge: (merge: string) => void
  onClose: () => void
}

/** One person: who they are and what they do first, then how to reach them. */
export function CardPane({ known, cardRef, onEdit, onOpen, onGroup, onMerge, onClose }: Props) {
  const i18n = useI18n()
  const { t } = i18n
  const { data: detail, error, refetch } = useQuery(contactQueries.card(cardRef))
  const hasCalendar = useStore(session, ({ me }) => me?.services.includes('calendar') ?? false)
  const newEvent = useNewEvent()
  const contact: Contact | undefined =
    known.byRef.get(cardRef) ??
    (detail && rowOf(detail.fields, { ref: cardRef, uid: detail.uid, bookId: detail.bookId, photo: '' }))
  const book = known.books.find(({ id }) => id === contact?.bookId)
  const mayWrite = detail ? detail.can.write : (book?.can.write ?? false)
  const menu = useMenu(() => (contact ? cardMenu(contact, mayWrite, known, t) : []), t('actions.more'))
  const starred = contact !== undefined && known.favourites.has(starOf(contact))
  const name = contact ? contact.name || nameOf(contact) || t('contacts.unnamed') : t('contacts.card.title')
  const groups = contact ? groupsOf(contact, known) : []
  const locked = detail && !mayWrite && book && (
    <span className="person-locked">
      <Icon of={Lock} size={16} />
      {t(book.kind === 'directory' ? 'contacts.card.readOnlyDirectory' : 'contacts.card.readOnly')}
    </span>
  )
  return (
    <section className="person-pane" aria-label={name}>
      <PersonBar onClose={onClose}>
        {contact && contact.problem === null && (
          <>
            <Button
              icon={SquarePen}
              title={t('contacts.write.title')}
              disabled={contact.emails.length === 0}
              onClick={() => writeTo([contact])}
            >
              {t('contacts.write.title')}
            </Button>
            {hasCalendar && (
              <Button
                kind="ghost"
                icon={CalendarPlus}
                title={t('contacts.card.newEvent')}
                onClick={() => newEvent([contact])}
              >
                <span className="person-word">{t('contacts.card.newEvent')}</span>
              </Button>
            )}
            <i aria-hidden="true" />
            <IconButton
              icon={Star}
              filled={starred}
              aria-pressed={starred}
              label={t('contacts.favourites.one')}
              title={t(starred ? 'contacts.favourites.remove' : 'contacts.favourites.add')}
              onClick={() => setFavourite(contact, !starred)}
            />
            {detail && (
              <IconButton
                className="person-second"
                icon={Printer}
                label={t('contacts.print.card')}
                onClick={() => printCard(contact, detail.fields, i18n)}
              />
            )}
            <IconButton
              className="person-second"
              icon={QrCode}
              label={t('contacts.qr.title')}
              onClick={() => showDialog({ kind: 'qr', contact })}
            />
          </>
        )}
        {contact && <IconButton icon={Ellipsis} label={t('actions.more')} {...menu.trigger} />}
        {menu.element}
        <span className="person-bar-space" />
        {detail && mayWrite && (
          <Button kind="ghost" icon={Pencil} title={`${t('contacts.card.edit')} (e)`} onClick={onEdit}>
            <span className="person-word">{t('contacts.card.edit')}</span>
          </Button>
        )}
        {locked}
      </PersonBar>
      <div className="person-body">
        {locked}
        {contact && (
          <div className="person-head">
            <ContactFace contact={contact} size={96} alt={t('contacts.photo.of', { name })} />
            <div>
              <h1>{name}</h1>
              {contact.problem === null && <p>{headLine(contact)}</p>}
              <div className="person-chips">
                {book && (
                  <Chip tone={`tag-${book.colour}`} title={t('contacts.card.book')}>
                    {book.name}
                  </Chip>
                )}
                {groups.map((group) => (
                  <button
                    key={group.ref}
                    type="button"
                    className="person-group"
                    onClick={() => onGroup(group.ref)}
                  >
                    <Chip tone="outline" icon={Users}>
                      {nameOf(group)}
                    </Chip>
                  </button>
                ))}
                {contact.categories.map((tag) => (
                  <Chip key={tag} tone="outline">
                    {tag}
                  </Chip>
                ))}
              </div>
            </div>
          </div>
        )}
        {contact && mayWrite && !isGroup(contact) && (
          <LikelyDuplicate contact={contact} known={known} onMerge={onMerge} />
        )}
        {contact?.problem != null || error ? (
          <div className="empty-state" role="alert">
            <span className="empty-disc">
              <Icon of={CircleAlert} size={28} />
            </span>
            <p>
              {contact?.problem != null ? t(`contacts.problem.${contact.problem}`) : sentenceOf(error, t)}
            </p>
            {contact?.problem != null ? (
              <a href={api.contacts.downloadCard({ ref: cardRef })} download>
                {t('contacts.card.download')}
              </a>
            ) : (
              <Button onClick={() => void refetch()}>{t('actions.retry')}</Button>
            )}
          </div>
        ) : detail ? (
          <>
            <CardFacts detail={detail} known={known} onOpen={onOpen} />
            {contact && !isGroup(contact) && <RecentExchanges contact={contact} />}
          </>
        ) : (
          <div className="person-waiting" aria-hidden="true">
            {['70%', '40%', '55%'].map((width) => (
              <Skeleton key={width} width={width} />
            ))}
          </div>
        )}
      </div>
    </section>
  )
}

/** What they do, and where. */
function headLine(contact: Contact): string {
  const { title, office, organisation, name } = contact
  const words = [title, office, organisation].filter(
    (word, at, all) => word !== '' && word !== name && all.indexOf(word) === at,
  )
  return words.length > 0 ? words.join(' · ') : secondLine(contact)
}

function groupsOf(contact: Contact, { contacts }: Known): Contact[] {
  const uid = plainUid(contact.uid)
  const addresses = new Set(contact.emails.map((email) => `mailto:${email.toLowerCase()}`))
  return contacts.filter(
    (one) =>
      isGroup(one) &&
      one.members.some((member) => plainUid(member) === uid || addresses.has(member.toLowerCase())),
  )
}
