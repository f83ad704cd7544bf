import './PersonCard.css'
import '../../calendar/calendars/colours.css'
import type { Address } from '@staffetta/contract'
import { Avatar, Button, Chip, IconButton } from '@staffetta/ui'
import { useNavigate } from '@tanstack/react-router'
import { BookUser, CalendarPlus, Copy, MailSearch, Phone, SquarePen, UserPlus } from 'lucide-react'
import { useI18n } from '../../app/i18n.tsx'
import { session } from '../../app/session.ts'
import { useStore } from '../../app/store.ts'
import { openComposer } from '../../mail/index.ts'
import { copyText } from '../card/copy-text.ts'
import { useNewEvent } from '../card/use-new-event.ts'
import { telephone } from '../card/words.ts'
import { ContactFace } from '../ContactFace.tsx'
import { useAddToContacts } from '../use-add-to-contacts.ts'
import { usePerson } from './use-person.ts'

interface Props {
  person: Address
  /** The name stands here and nowhere above it. */
  named: boolean
  onDone: () => void
}

const mostNumbers = 3
/** The screens that show what is being written. */
const writtenHere = /^\/(?:mail|contacts)\//

/** Who it is, how to reach them, and what one does next. Of somebody unknown there is the address, whole, and a way to keep it. */
export function PersonFacts({ person, named, onDone }: Props) {
  const { t } = useI18n()
  const { contact, book } = usePerson(person)
  const hasCalendar = useStore(session, ({ me }) => me?.services.includes('calendar') ?? false)
  const navigate = useNavigate()
  const newEvent = useNewEvent()
  const add = useAddToContacts()
  const { address } = person
  const name = contact?.name || person.name
  const done = (work: () => void) => () => {
    onDone()
    work()
  }
  const write = () => {
    // Where nothing is written one goes to mail, and writes there.
    if (!writtenHere.test(location.pathname))
      void navigate({ to: '/mail/$mailboxId', params: { mailboxId: 'inbox' } })
    openComposer({ kind: 'new', to: [{ name, address }] })
  }
  const where = [contact?.title, contact?.office, contact?.organisation].filter(
    (word, at, all) => word && word !== name && all.indexOf(word) === at,
  )
  return (
    <>
      <div className="person-card-head">
        {contact ? (
          <ContactFace contact={contact} />
        ) : (
          <span className="contact-face" data-size={36}>
            <Avatar name={name || address} size={40} />
          </span>
        )}
        <div>
          {named && name !== '' && <strong>{name}</strong>}
          {where.length > 0 && <span>{where.join(' · ')}</span>}
          {book && <Chip tone={`tag-${book.colour}`}>{book.name}</Chip>}
        </div>
      </div>
      <ul className="person-card-ways">
        <li>
          <span>{address}</span>
          <IconButton
            icon={Copy}
            size={28}
            label={t('contacts.card.copy', { text: address })}
            onClick={() => copyText(address)}
          />
        </li>
        {contact?.phones.slice(0, mostNumbers).map((number) => (
          <li key={number}>
            <a href={telephone(number)} aria-label={t('contacts.card.call', { number })}>
              <Phone size={14} aria-hidden="true" />
              {number}
            </a>
          </li>
        ))}
      </ul>
      <div className="person-card-verbs">
        {contact && (
          <>
            <Button icon={SquarePen} onClick={done(write)}>
              {t('contacts.write.title')}
            </Button>
            <Button
              kind="ghost"
              icon={BookUser}
              onClick={done(
                () =>
                  void navigate({
                    to: '/contacts/$bookId',
                    params: { bookId: contact.bookId },
                    search: { card: contact.ref },
                  }),
              )}
            >
              {t('contacts.person.open')}
            </Button>
            <span>
              {hasCalendar && (
                <IconButton
                  icon={CalendarPlus}
                  label={t('contacts.card.newEvent')}
                  onClick={done(() => newEvent([{ ...contact, emails: [address] }]))}
                />
              )}
              <IconButton
                icon={MailSearch}
                label={t('contacts.mail.title')}
                onClick={done(
                  () =>
                    void navigate({
                      to: '/mail/$mailboxId',
                      params: { mailboxId: 'inbox' },
                      search: { q: `con:${address}`, all: true },
                    }),
                )}
              />
            </span>
          </>
        )}
        {!contact && add && (
          <Button icon={UserPlus} onClick={done(() => add(person))}>
            {t('contacts.person.add')}
          </Button>
        )}
      </div>
    </>
  )
}
