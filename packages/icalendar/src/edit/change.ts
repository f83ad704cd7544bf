import type { Attachment, NewAttachment } from '../object/attachments.ts'
import type { Relation } from '../object/describe.ts'
import type { Alarm } from '../object/alarms.ts'
import type { Attendee } from '../object/people.ts'
import type { Recurrence } from '../recurrence/recurrence.ts'
import type { CalendarTime } from '../time/moment.ts'

/** What an edit touches: one occurrence, it and what follows, or all of them. */
export type Scope = 'this' | 'following' | 'all'

/** Who is asked. What is not given stays as it is for those already asked. */
export type Invitee = Pick<Attendee, 'address'> &
  Partial<Pick<Attendee, 'name' | 'role' | 'rsvp' | 'kind' | 'partstat'>>

/** The fields to set; a field that is missing stays as it is, null or an empty text or list removes it. */
export interface Change {
  summary?: string
  location?: string
  description?: string
  url?: string | null
  categories?: string[]
  class?: 'public' | 'private' | 'confidential'
  transp?: 'opaque' | 'transparent'
  status?:
    | 'tentative'
    | 'confirmed'
    | 'cancelled'
    | 'needs-action'
    | 'in-process'
    | 'completed'
    | 'draft'
    | 'final'
    | null
  priority?: number
  colour?: string | null
  /** Without `end` the length stays. With `occurrence`, the time of that occurrence. Null: a task that has none any more. */
  start?: CalendarTime | null
  /** The end of an event; a date is the day after the last. */
  end?: CalendarTime
  recurrence?: Recurrence | null
  alarms?: Alarm[]
  /** Those that are there are kept by their `id`, the others are added. */
  attachments?: (Attachment | NewAttachment)[]
  attendees?: Invitee[]
  organizer?: { address: string; name?: string } | null
  /** Of a task. */
  due?: CalendarTime | null
  percent?: number
  completedAt?: string | null
  relatedTo?: Relation[]
  /** Where it stands in a list that is ordered by hand (X-APPLE-SORT-ORDER, which other programs read too). */
  sortOrder?: number
}
