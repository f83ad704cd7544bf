import type { Address, Mailbox, Me, MessageSummary } from '@staffetta/contract'
import type { Translate } from '@staffetta/i18n'
import { isMe } from './message-view/people.ts'

/**
 * The word of a folder: its role's, or the name it was given. What is shared by an address is called as people call it:
 * `paolo.guerrini@…` is Paolo Guerrini.
 */
export function mailboxName(mailbox: Pick<Mailbox, 'name' | 'role' | 'namespace'>, t: Translate): string {
  if (mailbox.role) return t(`roles.${mailbox.role}`)
  const owner = mailbox.namespace === 'personal' ? null : /^([^@\s]+)@[^@\s]+$/.exec(mailbox.name)
  if (!owner) return mailbox.name
  const words = owner[1]!.split(/[._]+/).filter((word) => word !== '')
  return words.map((word) => word.charAt(0).toLocaleUpperCase() + word.slice(1)).join(' ')
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
