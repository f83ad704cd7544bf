// @vitest-environment jsdom
import {
  ApiError,
  type Calendar,
  type EventDetail,
  type EventFields,
  type EventWindow,
} from '@staffetta/contract'
import { act } from 'react'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { api } from '../../app/api.ts'
import { drawnWhole, takeAway } from '../../app/drawn.tsx'
import { loadAreaSentences, loadLocale } from '../../app/i18n.tsx'
import { toasts } from '../../app/notify.ts'
import { hasUnsavedWork } from '../../app/unsaved-work.ts'
import { EventEditor, type EventSource } from './EventEditor.tsx'
import { someFields } from './some-fields.ts'
import { ownZone } from '../clock/wall-clock.ts'

// jsdom has none; the dialogs ask for it.
vi.stubGlobal('CSS', { escape: (text: string) => text })

const zone = ownZone()

beforeAll(async () => {
  await loadLocale('it')
  await loadAreaSentences('calendar')
})

afterEach(() => {
  takeAway()
  toasts.set({ list: [] })
  vi.restoreAllMocks()
})

const aCalendar = (id: string, name: string, more: Partial<Calendar> = {}): Calendar =>
  ({
    id,
    name,
    colour: 'viola',
    isDefault: false,
    can: { write: true, rename: true, remove: true, share: true, leave: false },
    holds: { events: true, tasks: false },
    files: { mostBytes: 1_000_000, of: 'together' },
    ...more,
  }) as Calendar

function aDetail(
  fields: Partial<EventFields> = {},
  more: { recurring?: boolean; etag?: string; change?: boolean } = {},
) {
  return {
    occurrence: {
      ref: 'giunta.e1',
      recurrenceId: more.recurring ? 'r1' : null,
      calendarId: 'giunta',
      recurring: more.recurring ?? false,
    },
    etag: more.etag ?? 'v1',
    fields: someFields(fields, zone),
    attendees: [],
    can: { change: more.change ?? true, answer: false },
    untold: [],
    problems: 0,
  } as unknown as EventDetail
}

function served(detail?: EventDetail, window: EventWindow['occurrences'] = []) {
  vi.spyOn(api.calendar, 'listCalendars').mockResolvedValue({
    calendars: [
      aCalendar('giunta', 'Giunta e Consiglio', { isDefault: true }),
      aCalendar('mio', 'Elena Guidi'),
      aCalendar('feste', 'Festività', {
        can: { write: false, rename: false, remove: false, share: false, leave: false },
      }),
    ],
    canCreate: true,
  })
  vi.spyOn(api.calendar, 'listEvents').mockResolvedValue({ occurrences: window, truncated: false })
  if (detail) vi.spyOn(api.calendar, 'getEvent').mockResolvedValue(detail)
}

async function opened(source: EventSource, onClose = vi.fn<() => void>()): Promise<HTMLElement> {
  const place = await drawnWhole(<EventEditor source={source} onClose={onClose} />)
  await eventually(() => place.querySelector('.edit-form'), 'form')
  return place
}

const anEvent: EventSource = { kind: 'event', ref: 'giunta.e1', recurrenceId: null }
const anOccurrence: EventSource = { kind: 'event', ref: 'giunta.e1', recurrenceId: 'r1' }

function field(label: string, among: ParentNode = document): HTMLInputElement {
  const found = [...among.querySelectorAll('label')].find((one) => one.textContent === label)
  expect(found, `a field called ${label}`).toBeDefined()
  return document.getElementById(found!.htmlFor) as HTMLInputElement
}

function write(label: string, value: string): void {
  const input = field(label)
  const { set } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(input), 'value')!
  act(() => {
    input.focus()
    set!.call(input, value)
    input.dispatchEvent(new Event(input.tagName === 'SELECT' ? 'change' : 'input', { bubbles: true }))
  })
  act(() => input.blur())
}

/** Dialogs are a chunk of their own. */
async function eventually<Found>(find: () => Found | null | undefined, what: string): Promise<Found> {
  for (let waited = 0; waited < 200; waited++) {
    const found = find()
    if (found) return found
    await act(() => new Promise((resolve) => setTimeout(resolve, 20)))
  }
  throw new Error(`There is no ${what}.`)
}

async function press(word: string): Promise<void> {
  const button = await eventually(
    () => [...document.querySelectorAll('button')].find((one) => one.textContent === word),
    `button that says ${word}`,
  )
  await act(async () => button.click())
}

test('a new event is stored whole, in the calendar that takes new ones, once', async () => {
  served()
  const create = vi.spyOn(api.calendar, 'createEvent').mockResolvedValue({ ref: 'giunta.e2', undo: 'u1' })
  const onClose = vi.fn<() => void>()
  await opened(
    { kind: 'new', draft: { start: someFields({}, zone).start, end: someFields({}, zone).end } },
    onClose,
  )

  write('Titolo', 'Consiglio')
  write('Dove', 'Sala rossa')
  await press('Salva')

  expect(create).toHaveBeenCalledOnce()
  expect(create.mock.calls[0]![0]).toMatchObject({
    calendarId: 'giunta',
    fields: { ...someFields({}, zone), title: 'Consiglio', location: 'Sala rossa' },
  })
  expect(onClose).toHaveBeenCalledExactlyOnceWith({ ref: 'giunta.e2', undo: 'u1' })
  expect(toasts.get().list[0]!.text).toContain('Evento salvato')
})

test('of an event that is there only the changed fields go out, with the version they were made on', async () => {
  served(aDetail())
  const change = vi.spyOn(api.calendar, 'changeEvent').mockResolvedValue({ ref: 'giunta.e1', undo: 'u1' })
  await opened(anEvent)

  write('Dove', 'Sala rossa')
  await press('Salva')

  expect(change).toHaveBeenCalledExactlyOnceWith({
    ref: 'giunta.e1',
    recurrenceId: null,
    scope: 'this',
    zone,
    etag: 'v1',
    change: { location: 'Sala rossa' },
  })
})

test('a typed start moves the end along', async () => {
  served(aDetail())
  await opened(anEvent)

  write('Ora di inizio', '14')
  write('Giorno di inizio', '27/11/2026')

  expect(field('Ora di inizio').value).toBe('14:00')
  expect(field('Ora di fine').value).toBe('16:00')
  expect(field('Giorno di inizio').value).toBe('ven 27/11/2026')
})

test('an end before the start says so beside the field, and saving leads there', async () => {
  served(aDetail())
  const change = vi.spyOn(api.calendar, 'changeEvent')
  const place = await opened(anEvent)

  write('Ora di fine', '8')
  await press('Salva')

  expect(place.textContent).toContain('La fine viene prima dell’inizio.')
  expect(document.activeElement).toBe(field('Ora di fine'))
  expect(change).not.toHaveBeenCalled()
})

test('what is typed and is no date stays there to be mended', async () => {
  served(aDetail())
  const change = vi.spyOn(api.calendar, 'changeEvent')
  await opened(anEvent)

  write('Giorno di inizio', '31/4')
  await press('Salva')

  expect(field('Giorno di inizio').value).toBe('31/4')
  expect(field('Giorno di inizio').getAttribute('aria-invalid')).toBe('true')
  expect(change).not.toHaveBeenCalled()
})

test('a change to a series asks how much of it is meant, and means the least', async () => {
  served(aDetail({}, { recurring: true }))
  const change = vi.spyOn(api.calendar, 'changeEvent').mockResolvedValue({ ref: 'giunta.e1', undo: '' })
  await opened(anOccurrence)

  write('Titolo', 'Giunta straordinaria')
  await press('Salva')
  const dialog = await eventually(() => document.querySelector<HTMLElement>('[role=dialog]'), 'dialog')
  const chosen = dialog.querySelector<HTMLInputElement>('input:checked')!
  expect(chosen.closest('label')!.textContent).toContain('Solo questo evento')
  await act(async () => [...dialog.querySelectorAll('button')].at(-1)!.click())

  expect(change.mock.calls[0]![0]).toMatchObject({ scope: 'this', recurrenceId: 'r1' })
})

test('fields that somebody else changed too are chosen one by one, and the rest of the work goes with them', async () => {
  served(aDetail())
  const change = vi
    .spyOn(api.calendar, 'changeEvent')
    .mockRejectedValueOnce(new ApiError('calendar/conflict'))
    .mockResolvedValueOnce({ ref: 'giunta.e1', undo: '' })
  await opened(anEvent)
  write('Titolo', 'Giunta straordinaria')
  write('Dove', 'Sala rossa')
  vi.mocked(api.calendar.getEvent).mockResolvedValue(aDetail({ title: 'Giunta e Consiglio' }, { etag: 'v2' }))

  await press('Salva')
  await eventually(() => document.querySelector('.edit-conflict'), 'conflict')
  const conflicts = [...document.querySelectorAll('.edit-conflict')]
  expect(conflicts.map((one) => one.querySelector('legend')!.textContent)).toEqual(['Titolo'])
  act(() => conflicts[0]!.querySelectorAll('input')[1]!.click())
  await press('Salva la scelta')

  expect(change.mock.calls[1]![0]).toMatchObject({ etag: 'v2', change: { location: 'Sala rossa' } })
  expect(change.mock.calls[1]![0].change).not.toHaveProperty('title')
})

test('changes that do not meet are put together without asking', async () => {
  served(aDetail())
  const change = vi
    .spyOn(api.calendar, 'changeEvent')
    .mockRejectedValueOnce(new ApiError('calendar/conflict'))
    .mockResolvedValueOnce({ ref: 'giunta.e1', undo: '' })
  const onClose = vi.fn<() => void>()
  await opened(anEvent, onClose)
  write('Dove', 'Sala rossa')
  vi.mocked(api.calendar.getEvent).mockResolvedValue(aDetail({ title: 'Consiglio' }, { etag: 'v2' }))

  await press('Salva')
  await eventually(() => onClose.mock.calls.length > 0, 'end of it')

  expect(change.mock.calls[1]![0]).toMatchObject({ etag: 'v2', change: { location: 'Sala rossa' } })
})

test('an event that moves to another calendar is changed first and then moved whole', async () => {
  served(aDetail())
  const change = vi.spyOn(api.calendar, 'changeEvent').mockResolvedValue({ ref: 'giunta.e1', undo: '' })
  const move = vi.spyOn(api.calendar, 'moveEvent').mockResolvedValue({ ref: 'mio.e1', undo: 'u2' })
  await opened(anEvent)

  write('Titolo', 'Giunta straordinaria')
  write('Calendario', 'mio')
  await press('Salva')

  expect(change).toHaveBeenCalledOnce()
  expect(move).toHaveBeenCalledExactlyOnceWith({ ref: 'giunta.e1', calendarId: 'mio' })
})

test('a failure is said beside the form, and everything written is still there', async () => {
  served(aDetail())
  vi.spyOn(api.calendar, 'changeEvent').mockRejectedValue(new ApiError('calendar/server-slow'))
  const onClose = vi.fn<() => void>()
  const place = await opened(anEvent, onClose)

  write('Dove', 'Sala rossa')
  await press('Salva')

  expect(place.querySelector('[role=alert]')!.textContent).toContain('Quello che hai scritto è rimasto qui.')
  expect(field('Dove').value).toBe('Sala rossa')
  expect(onClose).not.toHaveBeenCalled()
})

test('a session that ended loses nothing: the form stays and is saved again', async () => {
  served(aDetail())
  const change = vi
    .spyOn(api.calendar, 'changeEvent')
    .mockRejectedValueOnce(new ApiError('auth/session-required'))
    .mockResolvedValueOnce({ ref: 'giunta.e1', undo: '' })
  const place = await opened(anEvent)

  write('Dove', 'Sala rossa')
  await press('Salva')
  expect(place.querySelector('[role=alert]')).toBeNull()
  await press('Salva')

  expect(change.mock.calls[1]![0]).toEqual(change.mock.calls[0]![0])
})

test('closing asks only where something would be lost', async () => {
  served(aDetail())
  const onClose = vi.fn<() => void>()
  await opened(anEvent, onClose)

  await press('Annulla')
  expect(onClose).toHaveBeenCalledOnce()

  write('Dove', 'Sala rossa')
  expect(hasUnsavedWork()).toBe(true)
  await press('Annulla')
  expect(onClose).toHaveBeenCalledOnce()
  await press('Chiudi senza salvare')
  expect(onClose).toHaveBeenCalledTimes(2)
})

test('a rule becomes a sentence, with its next dates and what surprises of it', async () => {
  served(aDetail({ start: { kind: 'date', date: '2026-12-31' }, end: { kind: 'date', date: '2027-01-01' } }))
  const change = vi.spyOn(api.calendar, 'changeEvent').mockResolvedValue({ ref: 'giunta.e1', undo: '' })
  const place = await opened(anEvent)

  write('Si ripete', 'monthly')
  expect(place.textContent).toContain('31 gen 2027')
  expect(place.textContent).toContain('I mesi che non hanno quel giorno vengono saltati.')
  write('Ogni quanti', '2')
  await press('Salva')

  expect(change.mock.calls[0]![0].change).toEqual({
    recurrence: expect.objectContaining({ frequency: 'monthly', interval: 2, monthDays: [31] }),
  })
})

test('a day of the week is called by its whole name, and that name is no attribute apart from what is written', async () => {
  served(aDetail())
  const place = await opened(anEvent)

  write('Si ripete', 'weekly')
  const days = [...place.querySelectorAll('.edit-weekdays [aria-pressed]')]

  expect(days.map((day) => day.querySelector('.ui-hidden')?.textContent)).toEqual([
    'lunedì',
    'martedì',
    'mercoledì',
    'giovedì',
    'venerdì',
    'sabato',
    'domenica',
  ])
  expect(days.filter((day) => day.hasAttribute('aria-label'))).toEqual([])
})

test('the focus goes from the choice of a rule into the rule, and back when it is dropped', async () => {
  served(aDetail())
  const place = await opened(anEvent)

  write('Si ripete', 'weekly')
  expect(document.activeElement).toBe(field('Giorni, settimane, mesi o anni'))
  act(() => place.querySelector<HTMLElement>('.edit-repeat-stop')!.click())

  expect(document.activeElement).toBe(field('Si ripete'))
})

test('a day of a rule that is chosen anew keeps the focus', async () => {
  served(aDetail())
  await opened(anEvent)
  write('Si ripete', 'yearly')
  const month = field('Mese')

  write('Mese', '5')

  expect(field('Mese')).toBe(month)
  expect(month.value).toBe('5')
})

test('a rule of its own is shown as one and kept', async () => {
  const rule = { kind: 'custom', text: 'FREQ=HOURLY' } as EventFields['recurrence']
  served(aDetail({ recurrence: rule }))
  const change = vi.spyOn(api.calendar, 'changeEvent').mockResolvedValue({ ref: 'giunta.e1', undo: '' })
  const place = await opened(anEvent)

  expect(place.textContent).toContain('Regola propria')
  write('Titolo', 'Altro')
  await press('Salva')

  expect(change.mock.calls[0]![0].change).toEqual({ title: 'Altro' })
})

test('people are added by address, and saving then says that it sends', async () => {
  served(aDetail())
  const change = vi.spyOn(api.calendar, 'changeEvent').mockResolvedValue({ ref: 'giunta.e1', undo: '' })
  await opened(anEvent)

  write('Partecipanti', 'Davide Lolli <davide@monteverde.example>, nessuno')
  expect(field('Partecipanti').value).toBe('nessuno')
  write('Partecipanti', '')
  await press('Salva e invia')

  expect(change.mock.calls[0]![0].change.attendees).toEqual([
    { name: 'Davide Lolli', address: 'davide@monteverde.example', role: 'required' },
  ])
})

test('an event that may not be changed is shown and not saved', async () => {
  served(aDetail({}, { change: false }))
  const place = await opened(anEvent)

  expect(place.textContent).toContain('Puoi vedere questo evento ma non cambiarlo.')
  expect(place.querySelector<HTMLFieldSetElement>('.edit-all')!.disabled).toBe(true)
})
