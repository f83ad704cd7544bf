import { davErrors } from '../../dav/errors.ts'

/** The one place that reads what the DAV client throws at the calendar. */
export const { davError, told, codeOf } = davErrors('calendar', {
  collectionGone: 'calendar/calendar-gone',
  objectGone: 'calendar/event-gone',
  objectRefused: 'calendar/event-refused',
  object: { 'managed-id': 'calendar/attachment-gone' },
})
