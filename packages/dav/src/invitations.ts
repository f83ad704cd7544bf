import { ask, type Dav } from './connection.ts'
import { concernsAll, isDavError } from './errors.ts'
import { readHref, withSlash } from './hrefs.ts'
import { findProperties, propertyText } from './properties.ts'
import { element } from './xml.ts'
import { childOf, readXml, textOf } from './xml-reader.ts'

/** Somebody shares a collection, and waits for an answer. */
export interface SharingInvitation {
  href: string
  /** Names this version of it: Cyrus 3.6.1 leaves what was answered as if it had not been. */
  version: string
  /** The principal of whoever shares, as a path; undefined where the server names it otherwise. */
  sharer: string | undefined
}

const mostRead = 50

/**
 * Invitations to what others share that have no answer yet (calendarserver-sharing §5.3), apart from versions that are known
 * already. Those that cannot be read are left out.
 */
export async function listSharingInvitations(
  dav: Dav,
  notifications: string,
  { known, signal }: { known?: ReadonlySet<string>; signal?: AbortSignal } = {},
): Promise<SharingInvitation[]> {
  const home = withSlash(notifications)
  const { entries } = await findProperties(dav, home, ['S:notificationtype', 'D:getetag'], {
    depth: '1',
    signal,
  })
  const asked = entries
    .filter(({ properties }) =>
      properties.get('S:notificationtype')?.children.some(({ name }) => name === 'S:invite-notification'),
    )
    .map((entry) => ({
      href: entry.href,
      version: `${entry.href} ${propertyText(entry, 'D:getetag') ?? ''}`,
    }))
    .filter(({ version }) => known?.has(version) !== true)
  const invitations: SharingInvitation[] = []
  for (const { href, version } of asked.slice(0, mostRead)) {
    try {
      const { text } = await ask(dav, { method: 'GET', href, signal })
      const invitation = childOf(readXml(text), 'S:invite-notification')
      if (invitation === undefined || childOf(invitation, 'S:invite-noresponse') === undefined) continue
      const sharer = textOf(childOf(invitation, 'S:organizer'), 'D:href')
      invitations.push({
        href,
        version,
        sharer: sharer?.startsWith('/') ? readHref(sharer, dav.url) : undefined,
      })
    } catch (error) {
      if (!isDavError(error) || concernsAll(error)) throw error
    }
  }
  return invitations
}

/** Answers one: what is accepted appears in the home (draft-pot-webdav-resource-sharing §5.5). */
export async function answerSharingInvitation(
  dav: Dav,
  { href }: Pick<SharingInvitation, 'href'>,
  answer: 'accepted' | 'declined',
  signal?: AbortSignal,
): Promise<void> {
  const body = element(
    'D:invite-reply',
    element(answer === 'accepted' ? 'D:invite-accepted' : 'D:invite-declined'),
  )
  await ask(dav, { method: 'POST', href, body, contentType: 'application/davsharing+xml', signal })
}
