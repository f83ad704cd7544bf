import type { LiveEvent, MessageSummary } from '@staffetta/contract'
import type { QueryClient } from '@tanstack/react-query'
import { i18n } from '../app/i18n.tsx'
import { session } from '../app/session.ts'
import { createStore } from '../app/store.ts'
import { personName } from './names.ts'
import { mailQueries } from './queries.ts'

/** What the screen reader is told, politely and not at every message of a burst. */
export const announcement = createStore({ text: '' })

/** Whether the person wants notifications; settings say so. */
export const newMailWishes = createStore({ notifications: false })

const announceMs = 3000
let waiting: MessageSummary[] = []
let timer: ReturnType<typeof setTimeout> | undefined

/** New mail in the inbox: told to the screen reader, and as a notification while the window is not in front. */
export function watchNewMail(client: QueryClient, events: readonly LiveEvent[]): void {
  const me = session.get().me
  for (const event of events) {
    if (event.type !== 'mail.messages-added') continue
    const mailboxes = client.getQueryData(mailQueries.mailboxes().queryKey)?.mailboxes
    const mailbox = mailboxes?.find((one) => one.id === event.mailboxId)
    if (mailbox?.role !== 'inbox') continue
    waiting.push(
      ...event.summaries.filter(
        (one) => !one.flags.includes('seen') && one.from[0]?.address !== me?.address && isFresh(one),
      ),
    )
  }
  if (waiting.length > 0) timer ??= setTimeout(tell, waiting.length > 1 ? announceMs : 300)
}

/** The count of unread mail before the name of the page: seen in the tab without looking at it. */
export function pageTitle(unread: number, place: string): string {
  const tenant = session.get().me?.tenant.name ?? i18n().t('app.name')
  return `${unread > 0 ? `(${unread}) ` : ''}${place} – ${tenant}`
}

function tell(): void {
  timer = undefined
  const { t } = i18n()
  const arrived = waiting
  waiting = []
  announcement.set({ text: t('newMail.announce', { count: arrived.length }) })
  if (document.hasFocus() || !newMailWishes.get().notifications) return
  if (typeof Notification === 'undefined' || Notification.permission !== 'granted') return
  const [first] = arrived
  const notification =
    arrived.length === 1
      ? new Notification(personName(first!.from[0], t), {
          body: first!.subject.trim() || t('mail.noSubject'),
          tag: 'staffetta-mail',
          icon: '/icon.svg',
        })
      : new Notification(t('newMail.many', { count: arrived.length }), {
          body: [...new Set(arrived.map((one) => personName(one.from[0], t)))].slice(0, 5).join(', '),
          tag: 'staffetta-mail',
          icon: '/icon.svg',
        })
  notification.addEventListener('click', () => {
    window.focus()
    notification.close()
  })
}

const freshMs = 15 * 60_000

/** A message moved back into the inbox is no news. */
function isFresh(summary: MessageSummary): boolean {
  return Date.now() - Date.parse(summary.receivedAt) < freshMs
}
