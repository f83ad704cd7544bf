import { Button, Icon, Skeleton } from '@staffetta/ui'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Calendar, Mail } from 'lucide-react'
import { type ReactNode, useEffect, useId, useState } from 'react'
import { sentenceOf } from '../../app/errors.tsx'
import { useI18n } from '../../app/i18n.tsx'
import { session } from '../../app/session.ts'
import { useStore } from '../../app/store.ts'
import type { Contact } from '../state/contact.ts'
import { recentQueries } from './recent-queries.ts'

/** Whoever only leafs through the list sets no search going. */
const pauseMs = 600

/** The last mails and the nearest events with this person, each one press away. */
export function RecentExchanges({ contact: { emails } }: { contact: Contact }) {
  const { t, formats } = useI18n()
  const id = useId()
  const [address = ''] = emails
  const services = useStore(session, ({ me }) => me?.services) ?? []
  const ready = useReady()
  const mail = useQuery({
    ...recentQueries.mail(emails),
    enabled: ready && address !== '' && services.includes('mail'),
  })
  const events = useQuery({
    ...recentQueries.events(address),
    enabled: ready && address !== '' && services.includes('calendar'),
  })
  if (address === '') return null
  const rows = [
    ...(mail.data ?? []).map(({ mailboxId, ref, subject, at }) => ({
      key: ref,
      icon: Mail,
      word: subject || t('mail.noSubject'),
      at,
      whole: false,
      to: { mailboxId, messageRef: ref },
    })),
    ...(events.data ?? []).map(({ ref, recurrenceId, title, startAt, days }) => ({
      key: `${ref} ${recurrenceId ?? ''}`,
      icon: Calendar,
      word: title || t('contacts.recent.untitled'),
      at: days ? `${days.start}T12:00:00` : startAt,
      whole: days !== null,
      to: { view: 'day', date: days?.start ?? localDay(startAt) },
    })),
  ].toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at))
  const looking = !ready || mail.isFetching || events.isFetching
  return (
    <section className="facts person-recent" aria-labelledby={id} aria-busy={looking}>
      <div className="person-recent-head">
        <h2 id={id}>{t('contacts.recent.title')}</h2>
        {rows.length > 0 && (
          <Link
            to="/mail/$mailboxId"
            params={{ mailboxId: 'inbox' }}
            search={{ q: `con:${address}`, all: true }}
          >
            {t('contacts.recent.all')}
          </Link>
        )}
      </div>
      {rows.length > 0 ? (
        <ul>
          {rows.map(({ key, icon, word, at, whole, to }) => (
            <li key={key}>
              <RowLink to={to}>
                <Icon
                  of={icon}
                  size={18}
                  label={t(icon === Mail ? 'contacts.recent.mail' : 'contacts.recent.event')}
                />
                <span>{word}</span>
                <time dateTime={at}>{whole ? formats.listDate(at) : formats.messageDate(at)}</time>
              </RowLink>
            </li>
          ))}
        </ul>
      ) : looking ? (
        <div className="person-recent-waiting" aria-hidden="true">
          <Skeleton width="52%" />
          <Skeleton width="38%" />
        </div>
      ) : mail.error ? (
        <p role="status">
          {sentenceOf(mail.error, t)}{' '}
          <Button kind="text" size="dense" onClick={() => void mail.refetch()}>
            {t('actions.retry')}
          </Button>
        </p>
      ) : (
        <p>{t('contacts.recent.none')}</p>
      )}
    </section>
  )
}

type Target = { mailboxId: string; messageRef: string } | { view: string; date: string }

function RowLink({ to, children }: { to: Target; children: ReactNode }) {
  return 'date' in to ? (
    <Link to="/calendar/$view/$date" params={to} search={{}}>
      {children}
    </Link>
  ) : (
    <Link to="/mail/$mailboxId/$messageRef" params={to} search={{}}>
      {children}
    </Link>
  )
}

function useReady(): boolean {
  const [ready, setReady] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setReady(true), pauseMs)
    return () => clearTimeout(timer)
  }, [])
  return ready
}

/** The day on this clock: "sv" writes it as ISO does. */
const localDay = (instant: string): string => new Date(instant).toLocaleDateString('sv')
