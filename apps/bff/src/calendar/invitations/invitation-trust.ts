import type { EventData } from '@staffetta/icalendar'

type Organizer = EventData['organizer']

/**
 * Whether the sender of a mail may speak for the organizer (RFC 5546 §6.1.1). Of an event that is stored the stored organizer
 * counts: an update that names another one as organizer is not theirs. SENT-BY is the mail's own word, so it is believed
 * only of a colleague of the organizer, or of who is stored as their secretary.
 */
export function speaksForOrganizer(
  from: string | undefined,
  { said, stored }: { said: Organizer; stored: { organizer: Organizer } | undefined },
): boolean {
  if (from === undefined || said === undefined) return false
  if (stored !== undefined && stored.organizer?.address !== said.address) return false
  if (from === said.address || (stored !== undefined && from === stored.organizer?.sentBy)) return true
  return from === said.sentBy && domainOf(from) === domainOf(said.address)
}

/** Whether every answer in a reply is the sender's own. */
export function speaksForAttendees(from: string | undefined, attendees: readonly string[]): boolean {
  return from !== undefined && attendees.length > 0 && attendees.every((address) => address === from)
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1)
}
