import { Button } from '@staffetta/ui'
import { useNavigate } from '@tanstack/react-router'
import { MailSearch } from 'lucide-react'
import { useI18n } from '../../app/i18n.tsx'
import type { Contact } from '../state/contact.ts'

/** What was written with this person, one press away: in all folders, by the search of mail. */
export function MailWith({ contact }: { contact: Contact }) {
  const { t } = useI18n()
  const navigate = useNavigate()
  const [address] = contact.emails
  if (address === undefined) return null
  const look = (q: string) =>
    void navigate({ to: '/mail/$mailboxId', params: { mailboxId: 'inbox' }, search: { q, all: true } })
  return (
    <section className="facts person-mail" aria-label={t('contacts.mail.title')}>
      <h2>{t('contacts.mail.title')}</h2>
      <div>
        <Button icon={MailSearch} onClick={() => look(`da:${address}`)}>
          {t('contacts.mail.received')}
        </Button>
        <Button icon={MailSearch} onClick={() => look(`a:${address}`)}>
          {t('contacts.mail.sent')}
        </Button>
      </div>
    </section>
  )
}
