import type { Address, Mailbox, Me, MessageSummary } from '@staffetta/contract'
import type { Translate } from '@staffetta/i18n'
import { isMe } from './message-view/people.ts'

/** The word of a folder: its role's, or the name it was given. */
export function mailboxName(mailbox: Pick<Mailbox, 'name' | 'role'>, t: Translate): string {
  return mailbox.role ? t(`roles.${mailbox.role}`) : mailbox.name
}

/** How a person is called in a list: the name, else the address; never a name alone that is not theirs. */
export function personName(person: Address | undefined, t: Translate): string {
  if (!person) return t('mail.noSender')
  return person.name.trim() || person.address || t('mail.noSender')
}

/** Who a row is about: the sender, or the recipients where one is the sender oneself; of a conversation all who wrote. */
export function rowPeople(
  summary: MessageSummary,
  { outgoing, me }: { outgoing: boolean; me: Me | null },
  t: Translate,
): string {
  if (summary.thread) {
    const { people } = summary.thread
    return people.map((person, at) => (isMe(person, me) ? youAt(at, t) : personName(person, t))).join(', ')
  }
  if (!outgoing) return personName(summary.from[0], t)
  const names = summary.to.map((person) => personName(person, t)).join(', ')
  return t('mail.to', { names: names || t('mail.noRecipient') })
}

const youAt = (place: number, t: Translate) => t(place === 0 ? 'mail.me' : 'mail.meAmong')
