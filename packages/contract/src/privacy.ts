import { Instant } from './ids.ts'
import { defineRoute } from './route.ts'
import { array, integer, nullable, object, string, type Static } from './schema.ts'

export const NoticeVersion = integer({ minimum: 1, maximum: 100_000 })
const Text = string({ minLength: 1, maxLength: 60_000, pattern: '\\S' })

/** How a body, or whoever runs the service for all, uses what it knows of people; each change is another version. */
export const PrivacyNotice = object({
  /** Whose it is. */
  body: string(),
  version: NoticeVersion,
  publishedAt: Instant,
  /** Paragraphs, # headings, - lists and **bold**; nothing else is markup. */
  it: string(),
  en: nullable(string()),
  /** When the person took note of it. */
  readAt: nullable(Instant),
})
export type PrivacyNotice = Static<typeof PrivacyNotice>

/** What a publisher writes. */
export const NoticeText = object({ it: Text, en: nullable(Text) })

const Published = object({ version: NoticeVersion, publishedAt: Instant })

export const privacy = {
  /** The one that counts for the person, and the versions before it. */
  getNotice: defineRoute({
    method: 'GET',
    path: '/api/privacy/notice',
    access: 'user',
    answer: 'json',
    response: object({ notice: nullable(PrivacyNotice), before: array(Published) }),
    errors: [],
  }),
  getVersion: defineRoute({
    method: 'GET',
    path: '/api/privacy/notices/:version',
    access: 'user',
    params: object({ version: NoticeVersion }),
    answer: 'json',
    response: PrivacyNotice,
    errors: [],
  }),
  /** Taking note, which is no consent: the text was seen, then. Of a version that is not the current one: 404. */
  takeNote: defineRoute({
    method: 'POST',
    path: '/api/privacy/notices/:version/read',
    access: 'user',
    params: object({ version: NoticeVersion }),
    answer: 'empty',
    errors: [],
  }),
}
