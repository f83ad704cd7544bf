import type { MessageDetail, Preferences } from '@staffetta/contract'
import { domainOf } from './people.ts'

/** Whether this sender, or their domain, was allowed to show images once and for all. */
export function imagesAllowedBy(preferences: Preferences | null | undefined, detail: MessageDetail): boolean {
  const address = detail.summary.from[0]?.address.toLowerCase()
  if (!preferences || !address || detail.summary.from.length !== 1) return false
  const { senders, domains } = preferences.remoteImages
  return senders.includes(address) || domains.includes(domainOf(address))
}

export function withImagesFrom(
  preferences: Preferences,
  who: { sender: string } | { domain: string },
): Preferences {
  const { senders, domains } = preferences.remoteImages
  return {
    ...preferences,
    remoteImages:
      'sender' in who
        ? { domains, senders: [...new Set([...senders, who.sender.toLowerCase()])] }
        : { senders, domains: [...new Set([...domains, who.domain.toLowerCase()])] },
  }
}
