// @vitest-environment jsdom
import { act } from 'react'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { drawn, takeAway } from '../app/drawn.tsx'
import { loadAreaSentences, loadLocale } from '../app/i18n.tsx'
import { queryClient } from '../app/query-client.ts'
import { aCalendar, anOccurrence, calendars, municipalOccurrences } from './occurrences/municipal-calendar.ts'
import { Answers } from './event-card/Answers.tsx'
import { MonthView } from './month-view/MonthView.tsx'
import { openThing } from './state/open-event.ts'
import { calendarQueries } from './state/queries.ts'
import { CalendarSide } from './side/CalendarSide.tsx'
import { TimeGrid } from './time-grid/TimeGrid.tsx'

vi.stubGlobal(
  'ResizeObserver',
  class {
    observe() {}
    disconnect() {}
  },
)
Element.prototype.scrollTo = () => undefined
Element.prototype.scrollIntoView = () => undefined

beforeAll(async () => {
  vi.spyOn(Intl.DateTimeFormat.prototype, 'resolvedOptions').mockReturnValue({
    ...new Intl.DateTimeFormat('it').resolvedOptions(),
    timeZone: 'Europe/Rome',
  })
  await loadLocale('it')
  await loadAreaSentences('calendar')
})

afterEach(() => {
  takeAway()
  openThing.set({ open: null })
})

const week = { from: '2026-11-23', to: '2026-11-30' }

const aGrid = (occurrences = municipalOccurrences('2026-11-23', '2026-11-30')) =>
  drawn(
    <TimeGrid
      range={week}
      occurrences={occurrences}
      calendars={calendars}
      waiting={false}
      onDay={() => undefined}
    />,
  )

const press = (element: Element, key: string, more: KeyboardEventInit = {}) =>
  act(() => {
    element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }))
  })

test('every event of a week can be reached, and only one by Tab', () => {
  const occurrences = municipalOccurrences('2026-11-23', '2026-11-30')

  const place = aGrid(occurrences)

  const events = [...place.querySelectorAll('[data-event]')]
  expect(events).toHaveLength(occurrences.length)
  expect(events.filter((one) => one.getAttribute('tabindex') === '0')).toHaveLength(1)
  expect(place.querySelectorAll('.tg-cell[tabindex="0"]')).toHaveLength(1)
})

test('an event one may not see says only that somebody is busy', () => {
  const place = aGrid([anOccurrence('Visita medica', '2026-11-25', '14:30', '15:30', { hidden: true })])

  expect(place.textContent).toContain('Occupato')
  expect(place.textContent).not.toContain('Visita medica')
})

test('an invitation without an answer and a cancelled event are told apart by more than colour', () => {
  const place = aGrid([
    anOccurrence('Giunta', '2026-11-26', '15:00', '17:00', {
      people: {
        organizer: null,
        calls: false,
        mine: 'needs-action',
        accepted: 0,
        tentative: 0,
        declined: 0,
        waiting: 1,
      },
    }),
    anOccurrence('Assemblea', '2026-11-27', '17:30', '18:30', { status: 'cancelled' }),
  ])

  const words = [...place.querySelectorAll('[data-event]')].map((one) => one.textContent)
  expect(words[0]).toContain('Invito da confermare')
  expect(words[1]).toContain('Annullato')
})

test('a half hour says its day, its time and what is there', () => {
  const place = aGrid([anOccurrence('Sopralluogo', '2026-11-24', '08:30', '09:30')])

  const names = [...place.querySelectorAll('.tg-cell')].map((one) => one.getAttribute('aria-label'))
  expect(names).toContain('martedì 24 novembre, 09:00: Sopralluogo')
  expect(names).toContain('martedì 24 novembre, 09:30')
})

test('Enter on an empty half hour begins a new event there', () => {
  const place = aGrid([])
  const cell = place.querySelector<HTMLElement>('[data-cell="1 20"]')!
  act(() => cell.focus())

  press(cell, 'Enter')

  expect(openThing.get().open).toMatchObject({
    kind: 'new',
    when: { kind: 'time', day: '2026-11-24', minute: 600, minutes: 60 },
  })
})

test('arrows lead from event to event, and to the days beside', () => {
  const place = aGrid([
    anOccurrence('Prima', '2026-11-24', '09:00', '10:00'),
    anOccurrence('Dopo', '2026-11-24', '11:00', '12:00'),
    anOccurrence('Domani', '2026-11-25', '11:30', '12:00'),
  ])
  const event = (title: string) =>
    [...place.querySelectorAll<HTMLElement>('[data-event]')].find((one) => one.textContent!.includes(title))!
  act(() => event('Prima').focus())

  press(document.activeElement!, 'ArrowDown')
  expect(document.activeElement).toBe(event('Dopo'))
  press(document.activeElement!, 'ArrowRight')
  expect(document.activeElement).toBe(event('Domani'))
})

test('a month says of each day how much there is', () => {
  const place = drawn(
    <MonthView
      date="2026-11-24"
      occurrences={[anOccurrence('Sopralluogo', '2026-11-24', '08:30', '09:30')]}
      calendars={calendars}
      waiting={false}
      onShowDay={() => undefined}
    />,
  )

  expect(place.querySelector('[data-month-day="2026-11-24"]')!.textContent).toContain(
    'martedì 24 novembre, 1 impegno',
  )
})

test('the answer that was given is the one that is pressed', () => {
  const place = drawn(
    <Answers
      occurrence={anOccurrence('Giunta', '2026-11-26', '15:00', '17:00', {
        people: {
          organizer: null,
          calls: false,
          mine: 'tentative',
          accepted: 0,
          tentative: 1,
          declined: 0,
          waiting: 0,
        },
      })}
    />,
  )

  expect(place.querySelector('[aria-pressed=true]')!.textContent).toBe('Forse')
})

test('a calendar that could not be read says since when and why', () => {
  queryClient.setQueryData(calendarQueries.calendars().queryKey, {
    canCreate: false,
    calendars: [
      aCalendar('a', 'Ufficio tecnico', 'cielo', {
        state: 'failed',
        error: 'calendar/server-unreachable',
        staleSince: '2026-11-24T07:30:00Z',
      }),
    ],
  })

  const place = drawn(
    <CalendarSide
      date="2026-11-24"
      range={week}
      onDay={() => undefined}
      onNew={() => undefined}
      onResources={() => undefined}
      onBoard={false}
    />,
  )

  expect(place.textContent).toContain('Non aggiornato da')
  expect(place.textContent).toContain('Il server dei calendari non risponde')
})
