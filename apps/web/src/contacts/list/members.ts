import { bareContact, type Contact } from '../state/contact.ts'
import { plainUid } from '../state/plain-uid.ts'

export interface Member {
  /** As the group names it. */
  member: string
  contact: Contact
  /** Only an address, or a card that is nowhere here. */
  bare: boolean
}

/** The people of a group: cards by their UID, an address as the card that has it, else as itself. */
export function membersOf(
  group: Contact,
  { contacts, byUid }: { contacts: readonly Contact[]; byUid: ReadonlyMap<string, Contact> },
): Member[] {
  const addresses = group.members.some((member) => /^mailto:/i.test(member)) ? byAddress(contacts) : null
  return group.members.map((member) => {
    const address = /^mailto:/i.test(member) ? decoded(member.slice('mailto:'.length)) : null
    const contact = address === null ? byUid.get(plainUid(member)) : addresses?.get(address.toLowerCase())
    return contact
      ? { member, contact, bare: false }
      : { member, contact: bareContact(`bare.${member}`, group.bookId, address ?? ''), bare: true }
  })
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.split('?')[0]!)
  } catch {
    return text
  }
}

function byAddress(contacts: readonly Contact[]): Map<string, Contact> {
  return new Map(contacts.flatMap((one) => one.emails.map((email) => [email.toLowerCase(), one] as const)))
}
