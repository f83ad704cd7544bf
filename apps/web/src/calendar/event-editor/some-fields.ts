import { blankEvent, type EventFields } from '@staffetta/contract'

/** For tests: a meeting like any other, but for what is named. */
export const someFields = (fields: Partial<EventFields> = {}, zone = 'Europe/Rome'): EventFields => ({
  ...blankEvent,
  title: 'Giunta comunale',
  location: 'Sala giunta',
  start: { kind: 'zoned', local: '2026-11-26T09:30:00', zone },
  end: { kind: 'zoned', local: '2026-11-26T11:30:00', zone },
  ...fields,
})
