import type { EventFields, Recurrence } from './calendar.ts'
import type { TaskFields } from './calendar-tasks.ts'
import type { CardFields } from './contacts.ts'

/** An event that says nothing but when it is. */
export const blankEvent: Omit<EventFields, 'start' | 'end'> = {
  title: '',
  location: '',
  description: '',
  url: '',
  categories: [],
  class: 'public',
  transparent: false,
  status: 'confirmed',
  colour: null,
  recurrence: null,
  reminders: [],
  attendees: [],
  attachments: [],
}

/** Every week, without end. */
export const weekly: Recurrence = {
  kind: 'rule',
  frequency: 'weekly',
  interval: 1,
  weekdays: [],
  monthDays: [],
  months: [],
  positions: [],
  end: { kind: 'never' },
  weekStart: 'MO',
}

/** A task that says nothing. */
export const blankTask: TaskFields = {
  title: '',
  notes: '',
  url: '',
  messageId: null,
  tags: [],
  priority: 'normal',
  percent: 0,
  due: null,
  start: null,
  recurrence: null,
  reminders: [],
  assignee: null,
  parentUid: null,
  order: null,
}

/** A person of whom nothing is known. */
export const blankCard: CardFields = {
  kind: 'individual',
  fullName: '',
  name: { family: '', given: '', additional: '', prefix: '', suffix: '' },
  phonetic: { family: '', given: '' },
  nickname: '',
  emails: [],
  phones: [],
  addresses: [],
  urls: [],
  messengers: [],
  organisation: '',
  units: [],
  title: '',
  role: '',
  manager: '',
  assistant: '',
  birthday: null,
  anniversary: null,
  categories: [],
  note: '',
  timeZone: '',
  custom: [],
  members: [],
}
