import { Button, Icon, useMenu } from '@staffetta/ui'
import { useQuery } from '@tanstack/react-query'
import { BookUser, Clock, SquarePen, Trash } from 'lucide-react'
import { useI18n } from '../../app/i18n.tsx'
import { Fact, Facts } from '../card/Facts.tsx'
import { PersonBar } from '../card/PersonBar.tsx'
import { RecentExchanges } from '../card/RecentExchanges.tsx'
import { ContactFace } from '../ContactFace.tsx'
import { writeTo } from '../state/actions.ts'
import { type Contact, nameOf } from '../state/contact.ts'
import { contactQueries } from '../state/queries.ts'
import type { Known } from '../state/use-contacts.ts'
import { addEntries, forget } from './written.ts'

interface Props {
  known: Known
  contact: Contact
  onClose: () => void
}

/** Somebody who was only ever written to: what is known of them, and how they become a contact. */
export function WrittenPane({ known, contact, onClose }: Props) {
  const { t, formats } = useI18n()
  const { data = [] } = useQuery(contactQueries.written())
  const address = contact.emails[0] ?? ''
  const use = data.find((one) => one.address === address)
  const name = nameOf(contact)
  const books = useMenu(() => addEntries([contact], known.books), t('contacts.written.add'))
  return (
    <section className="person-pane" aria-label={name}>
      <PersonBar onClose={onClose}>
        <Button icon={SquarePen} title={t('contacts.write.title')} onClick={() => writeTo([contact])}>
          {t('contacts.write.title')}
        </Button>
        {known.books.some(({ can }) => can.write) && (
          <Button kind="ghost" icon={BookUser} title={t('contacts.written.add')} {...books.trigger}>
            <span className="person-word">{t('contacts.written.add')}</span>
          </Button>
        )}
        {books.element}
        <Button
          kind="ghost"
          icon={Trash}
          title={t('contacts.written.forget')}
          onClick={() => {
            forget([contact])
            onClose()
          }}
        >
          <span className="person-word">{t('contacts.written.forget')}</span>
        </Button>
        <span className="person-bar-space" />
      </PersonBar>
      <div className="person-body">
        <div className="person-head">
          <ContactFace contact={contact} size={96} />
          <div>
            <h1>{name}</h1>
            <p>
              <Icon of={Clock} size={16} /> {t('contacts.written.from')}
            </p>
          </div>
        </div>
        <Facts
          title={t('contacts.parts.reach')}
          rows={[
            <Fact key="email" word={t('contacts.fields.email')} copy={address}>
              <button type="button" className="person-link" onClick={() => writeTo([contact])}>
                {address}
              </button>
            </Fact>,
            use === undefined ? null : (
              <Fact key="use" word={t('contacts.written.use')}>
                {t('contacts.written.times', {
                  count: use.times,
                  at: formats.messageDate(use.lastAt),
                })}
              </Fact>
            ),
          ]}
        />
        <RecentExchanges contact={contact} />
      </div>
    </section>
  )
}
