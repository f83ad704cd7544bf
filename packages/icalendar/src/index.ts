export { type CalendarObject, type Method, type ObjectKind, textOfObject } from './object/calendar-object.ts'
export { type Alarm } from './object/alarms.ts'
export {
  type Attachment,
  type NewAttachment,
  readAttachment,
  withoutBytes,
  withoutLost,
} from './object/attachments.ts'
export {
  type Data,
  describe,
  type Description,
  type EventData,
  type JournalData,
  type Relation,
  type TaskData,
} from './object/describe.ts'
export { type Attendee, type Organizer, type Partstat } from './object/people.ts'
export { parse, type ParseResult } from './object/parse.ts'
export { type Problem } from './text/problem.ts'
export { type CalendarTime } from './time/moment.ts'
export {
  expand,
  type Expansion,
  type ExpandLimits,
  type Occurrence,
  type Window,
} from './recurrence/expand.ts'
export {
  readRecurrence,
  type Recurrence,
  type RecurrenceEnd,
  recurrenceText,
} from './recurrence/recurrence.ts'
export { type Change, type Invitee, type Scope } from './edit/change.ts'
export { applyChange, type ChangeOptions, type EditResult } from './edit/apply-change.ts'
export { completeTask, type CompleteOptions } from './edit/complete-task.ts'
export { newEvent, type NewOptions, newTask } from './edit/create.ts'
export { type Written } from './edit/draft.ts'
export { removeOccurrences, type RemoveOptions, type RemoveResult } from './edit/remove.ts'
export { delegate, counter, refresh, reply, type Answering } from './itip/attendee-side.ts'
export {
  type Answer,
  interpret,
  type Interpretation,
  interpretObject,
  type InterpretOptions,
} from './itip/interpret.ts'
export { type Difference } from './itip/compare.ts'
export { type Outgoing, type Prepared } from './itip/message.ts'
export { cancel, declineCounter, request } from './itip/organizer-side.ts'
export { bookingOf, withoutResource, withResourceAnswer } from './itip/resource-side.ts'
export { type Applied, applyCancel, applyReply, applyUpdate } from './itip/store-side.ts'
export { availabilityPriority, unavailableTimes } from './free-busy/availability.ts'
export { readWeekHours, type WeekHours, weekHoursText } from './free-busy/week-hours.ts'
export {
  busyKind,
  type BusyOptions,
  busyTimes,
  type BusyTimes,
  conflictsWith,
} from './free-busy/busy-times.ts'
export { type BusyInterval, type BusyKind, mergeBusy } from './free-busy/intervals.ts'
export { freeBusyRequest, freeBusyText, type FreeBusyOptions, readFreeBusy } from './free-busy/vfreebusy.ts'
