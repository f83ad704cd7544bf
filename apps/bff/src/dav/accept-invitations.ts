import {
  answerSharingInvitation,
  type Dav,
  type DavAccount,
  isDavError,
  listSharingInvitations,
  nameOf,
} from '@staffetta/dav'

/**
 * Where a server asks people whether they want what is shared with them, colleagues of the same body are let in unasked, as
 * they are everywhere else: whoever does not want a calendar takes it from their list. Nobody of another body is.
 */
export async function acceptInvitations(
  dav: Dav,
  { notifications, capabilities }: DavAccount,
  { domains, known, signal }: { domains: readonly string[]; known: Set<string>; signal: AbortSignal },
): Promise<void> {
  if (notifications === undefined || !capabilities.sharing) return
  try {
    for (const invitation of await listSharingInvitations(dav, notifications, { known, signal })) {
      const address = invitation.sharer === undefined ? '' : nameOf(invitation.sharer).toLowerCase()
      known.add(invitation.version)
      if (!domains.includes(address.slice(address.lastIndexOf('@') + 1))) continue
      await answerSharingInvitation(dav, invitation, 'accepted', signal)
    }
  } catch (error) {
    // It waits there; the list of what one has already is worth more.
    if (!isDavError(error)) throw error
  }
}
