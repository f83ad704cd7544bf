import { Zone } from './calendar-manners.ts'
import { Instant } from './ids.ts'
import { array, boolean, integer, nullable, object, oneOf, optional, string, type Static } from './schema.ts'

/** Opaque: one calendar on the DAV server, own or shared. */
export const CalendarId = string({ minLength: 1, maxLength: 1400, pattern: '^[A-Za-z0-9_-]+$' })
export type CalendarId = Static<typeof CalendarId>

/** Opaque: one calendar object (all that has one UID), in its calendar. */
export const EventRef = string({
  minLength: 3,
  maxLength: 2800,
  pattern: '^[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+$',
})
export type EventRef = Static<typeof EventRef>

const Day = string({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const Local = string({ pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2})?$' })
const Title = string({ maxLength: 1000 })
const Text = string({ maxLength: 20_000 })
const Address = string({ minLength: 3, maxLength: 320 })
const Colour = oneOf('petrolio', 'bosco', 'senape', 'ruggine', 'lampone', 'viola', 'cielo', 'ardesia')

/** One of the eight colours the screen knows; what a server says is shown as the nearest. */
export type CalendarColour = Static<typeof Colour>

/** One of the four kinds of time, never reduced to another: which of the fields is there depends on `kind`. */
export const CalendarTime = object({
  kind: oneOf('date', 'floating', 'utc', 'zoned'),
  /** Of a date. */
  date: optional(Day),
  /** Of a floating or zoned time: the wall clock. */
  local: optional(Local),
  /** Of a zoned time: IANA. */
  zone: optional(Zone),
  /** Of a UTC time. */
  at: optional(Instant),
})
export type CalendarTime = Static<typeof CalendarTime>

export const Calendar = object({
  id: CalendarId,
  name: string(),
  colour: Colour,
  description: string(),
  /** own; shared: somebody else's, or an office's; subscribed: by an address, only to look at. */
  kind: oneOf('own', 'shared', 'subscribed'),
  /** Whose it is, where the server tells. */
  owner: nullable(string()),
  /** New events go here unless said otherwise. */
  isDefault: boolean(),
  /** So long before they begin one is reminded of new events in it; null: not at all. */
  reminderMinutes: nullable(integer()),
  shown: boolean(),
  holds: object({ events: boolean(), tasks: boolean() }),
  can: object({
    write: boolean(),
    rename: boolean(),
    remove: boolean(),
    /** Others may be let in. */
    share: boolean(),
    /** It may be taken from one's list: `removed`. */
    leave: boolean(),
  }),
  /**
   * ready: what is shown is what the server has · syncing: the first reading goes on, `progress` of 1 · failed: an ErrorCode,
   * and what is shown is as old as `staleSince` says.
   */
  state: oneOf('ready', 'syncing', 'failed'),
  progress: nullable(integer()),
  error: nullable(string()),
  staleSince: nullable(Instant),
  /** What lies in it and cannot be shown: its source can be saved. Absent where there is none; 50 at most. */
  problems: optional(array(object({ ref: EventRef, code: string() }))),
  /** The largest file one of its events takes: each of them, or all of an event together. */
  files: object({ mostBytes: integer(), of: oneOf('each', 'together') }),
  /** Of a subscribed one. */
  subscription: optional(
    object({
      address: string(),
      readAt: nullable(Instant),
      nextAt: Instant,
      /** As the person chose; null: as the calendar says. */
      refreshMinutes: nullable(integer()),
    }),
  ),
})
export type Calendar = Static<typeof Calendar>

export const Partstat = oneOf('needs-action', 'accepted', 'tentative', 'declined', 'delegated')
export type Partstat = Static<typeof Partstat>

/** One appearance of an event in time: what a view draws. */
export const Occurrence = object({
  ref: EventRef,
  calendarId: CalendarId,
  uid: string(),
  /** Names the occurrence of a series; null where the event does not recur. */
  recurrenceId: nullable(string()),
  startAt: Instant,
  /** Exclusive; equal to startAt for an event without length. */
  endAt: Instant,
  /** Of an all-day event: its days, the end exclusive. Else null. */
  days: nullable(object({ start: Day, end: Day })),
  /** The zone it is kept in, where that is not the zone that was asked for. */
  zone: nullable(string()),
  title: string(),
  location: string(),
  status: oneOf('tentative', 'confirmed', 'cancelled'),
  /** It takes no time: others see one as free. */
  transparent: boolean(),
  /** Shown as "occupied" alone: one has no right to more. */
  hidden: boolean(),
  class: oneOf('public', 'private', 'confidential'),
  /** Its own colour, else the calendar's. */
  colour: nullable(Colour),
  categories: array(string()),
  recurring: boolean(),
  /** This occurrence differs from its series. */
  exception: boolean(),
  reminders: boolean(),
  attachments: boolean(),
  /** Others are asked; null where nobody is. */
  people: nullable(
    object({
      organizer: nullable(object({ name: string(), address: string() })),
      /** I call it: nobody else puts it elsewhere or calls it off. */
      calls: boolean(),
      /** What I have answered, where I am asked. */
      mine: nullable(Partstat),
      accepted: integer(),
      tentative: integer(),
      declined: integer(),
      waiting: integer(),
    }),
  ),
})
export type Occurrence = Static<typeof Occurrence>

/** Occurrences that overlap the window, by start. `truncated`: there are more, or a rule that could not be followed to its end. */
export const EventWindow = object({ occurrences: array(Occurrence), truncated: boolean() })
export type EventWindow = Static<typeof EventWindow>

const Weekday = oneOf('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU')
export type Weekday = Static<typeof Weekday>

/** A rule as a person sets it; `custom` is one with parts nobody sets by hand: it is kept as it is. */
export const Recurrence = object({
  kind: oneOf('rule', 'custom'),
  frequency: oneOf('daily', 'weekly', 'monthly', 'yearly'),
  interval: integer({ minimum: 1, maximum: 1000 }),
  /** With `nth`: the second, the last (-1) … of the month, or of the year when no month is named. */
  weekdays: array(object({ day: Weekday, nth: optional(integer({ minimum: -53, maximum: 53 })) }), {
    maxItems: 50,
  }),
  /** 1 to 31, or from the end: -1 is the last day. */
  monthDays: array(integer({ minimum: -31, maximum: 31 }), { maxItems: 62 }),
  months: array(integer({ minimum: 1, maximum: 12 }), { maxItems: 12 }),
  /** Which of the days so found in a period: 1 the first, -1 the last. */
  positions: array(integer({ minimum: -366, maximum: 366 }), { maxItems: 50 }),
  end: object({
    kind: oneOf('never', 'count', 'until'),
    count: optional(integer({ minimum: 1, maximum: 10_000 })),
    /** The last day it may fall on. */
    until: optional(Day),
  }),
  weekStart: Weekday,
  /** Of `custom`: the RRULE, for whoever can read it. */
  text: optional(string({ maxLength: 2000 })),
})
export type Recurrence = Static<typeof Recurrence>

/** So long before the start (or after, where negative); `at`: at an instant. */
export const Reminder = object({
  kind: oneOf('before-start', 'at'),
  minutes: optional(integer({ minimum: -40_320, maximum: 527_040 })),
  at: optional(Instant),
  by: oneOf('screen', 'mail'),
})
export type Reminder = Static<typeof Reminder>

export const Attendee = object({
  address: Address,
  name: string({ maxLength: 200 }),
  role: oneOf('chair', 'required', 'optional', 'non-participant'),
  partstat: Partstat,
  kind: oneOf('individual', 'group', 'resource', 'room', 'unknown'),
})
export type Attendee = Static<typeof Attendee>

/** What hangs on an event. Where a file is kept, on the server or in the event itself, nobody has to know. */
export const EventAttachment = object({
  /** Of one that is stored, its name within the event; of a file that was uploaded, that of the upload; of a new link empty. */
  id: string({ maxLength: 64 }),
  kind: oneOf('link', 'file'),
  stored: boolean(),
  /** Of a link: http or https where it is new. */
  url: string({ maxLength: 2000 }),
  name: string({ maxLength: 255 }),
  type: string({ maxLength: 200 }),
  sizeBytes: nullable(integer()),
  /** It is another event's, of which this one gets a copy. */
  copyOf: optional(object({ ref: EventRef, recurrenceId: nullable(string({ maxLength: 40 })) })),
})
export type EventAttachment = Static<typeof EventAttachment>

/** What one sets of an event: a whole one when it is new, and only what changes afterwards. */
const fields = {
  title: Title,
  location: Title,
  description: Text,
  url: string({ maxLength: 2000 }),
  categories: array(string({ minLength: 1, maxLength: 200 }), { maxItems: 50 }),
  class: oneOf('public', 'private', 'confidential'),
  transparent: boolean(),
  status: oneOf('tentative', 'confirmed', 'cancelled'),
  colour: nullable(Colour),
  /** Both together; the end is exclusive, also of dates. */
  start: CalendarTime,
  end: CalendarTime,
  recurrence: nullable(Recurrence),
  reminders: array(Reminder, { maxItems: 20 }),
  attendees: array(
    object({ address: Address, name: string({ maxLength: 200 }), role: oneOf('required', 'optional') }),
    {
      maxItems: 500,
    },
  ),
  attachments: array(EventAttachment, { maxItems: 100 }),
} as const

export const EventFields = object(fields)
export type EventFields = Static<typeof EventFields>

export const EventChange = object({
  title: optional(fields.title),
  location: optional(fields.location),
  description: optional(fields.description),
  url: optional(fields.url),
  categories: optional(fields.categories),
  class: optional(fields.class),
  transparent: optional(fields.transparent),
  status: optional(fields.status),
  colour: optional(fields.colour),
  start: optional(fields.start),
  end: optional(fields.end),
  recurrence: optional(fields.recurrence),
  reminders: optional(fields.reminders),
  attendees: optional(fields.attendees),
  attachments: optional(fields.attachments),
})
export type EventChange = Static<typeof EventChange>

/** One occurrence, opened: its own values where it is an exception, else those of its series. */
/** Somebody whom the last letter about an event that was for them has not reached: one that I sent. */
export const Untold = object({
  address: string(),
  /** `waiting`: it leaves by itself · `failed`: it does not · `uncertain`: nobody knows whether it left. */
  state: oneOf('waiting', 'failed', 'uncertain'),
  /** From when on there is room for what waits; null: it leaves as soon as the server takes it. */
  leavesAt: nullable(Instant),
  /** To try again: retrySubmission. */
  submissionId: string(),
})
export type Untold = Static<typeof Untold>

export const EventDetail = object({
  occurrence: Occurrence,
  /** Of what was read: a change made on something older is merged field by field. */
  etag: string(),
  fields: EventFields,
  organizer: nullable(object({ name: string(), address: string() })),
  attendees: array(Attendee),
  /** Of a series: when it begins, for "all events". */
  seriesStart: nullable(CalendarTime),
  can: object({ change: boolean(), answer: boolean() }),
  untold: array(Untold),
  /** What could not be read of it; the source has it all. */
  problems: integer(),
})
export type EventDetail = Static<typeof EventDetail>

/** What an edit of a series touches: this occurrence, it and those after it, all. */
export const Scope = oneOf('this', 'following', 'all')
export type Scope = Static<typeof Scope>

/** How one answers an invitation: yes, perhaps with another time, no, or by sending somebody else. */
export const EventAnswer = object({
  partstat: oneOf('accepted', 'tentative', 'declined', 'delegated'),
  comment: string({ maxLength: 2000 }),
  /** With `tentative`: when one would rather have it. */
  proposed: optional(object({ start: CalendarTime, end: CalendarTime })),
  /** With `delegated`: who goes instead. */
  delegate: optional(object({ address: Address, name: string({ maxLength: 200 }) })),
})
export type EventAnswer = Static<typeof EventAnswer>

/** What was done, and how to take it back within some minutes. */
export const Done = object({
  ref: nullable(EventRef),
  undo: string(),
  /** Of an answer whose letter leaves later, by itself: when, where that is known. */
  waits: optional(object({ leavesAt: nullable(Instant) })),
})
export type Done = Static<typeof Done>
