import type { Collection } from '@staffetta/dav'

/** Under a path no server has, so that views, refs and details take it for any calendar. */
const root = '/.subscribed/'

export function hrefOfFeed(feedId: string): string {
  return `${root}${feedId}/`
}

/** The feed a path stands for; undefined for the calendars of a server. */
export function feedIdIn(href: string): string | undefined {
  return new RegExp(`^${root.replaceAll('.', '\\.')}([0-9a-f-]{36})/`).exec(href)?.[1]
}

/** A feed as views want a calendar: events, and only to look at. */
export function collectionOf(href: string): Collection {
  return {
    kind: 'calendar',
    href,
    displayName: undefined,
    description: undefined,
    colour: undefined,
    order: undefined,
    components: ['VEVENT'],
    transparent: true,
    privileges: ['D:read'],
    owner: undefined,
    shared: undefined,
    ctag: undefined,
    syncToken: undefined,
    reports: undefined,
    maxResourceSizeBytes: undefined,
    maxAttachmentBytes: undefined,
    dataTypes: [],
    timezone: undefined,
  }
}
