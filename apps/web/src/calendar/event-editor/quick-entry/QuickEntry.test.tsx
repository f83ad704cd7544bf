// @vitest-environment jsdom
import { act } from 'react'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { Calendar } from '@staffetta/contract'
import { api } from '../../../app/api.ts'
import { drawnWhole, takeAway } from '../../../app/drawn.tsx'
import { loadLocale } from '../../../app/i18n.tsx'
import type { EventDraft } from '../../state/editor.ts'
import { QuickEntry } from './QuickEntry.tsx'

let place: HTMLElement
const onOpen = vi.fn<(draft: EventDraft) => void>()

beforeAll(() => loadLocale('it'))

beforeEach(async () => {
  vi.spyOn(api.calendar, 'listCalendars').mockResolvedValue({
    calendars: [
      { id: 'mio', isDefault: true, can: { write: true }, holds: { events: true } } as unknown as Calendar,
    ],
    canCreate: true,
  })
  place = await drawnWhole(<QuickEntry onOpen={onOpen} />)
})

afterEach(() => {
  takeAway()
  onOpen.mockClear()
  vi.restoreAllMocks()
})

function write(text: string): void {
  const input = place.querySelector('input')!
  const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!
  act(() => {
    set!.call(input, text)
    input.dispatchEvent(new Event('input', { bubbles: true }))
  })
}

const enter = (more: KeyboardEventInit = {}) =>
  act(async () => {
    place
      .querySelector('input')!
      .dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...more }))
  })

test('what is understood is shown while one writes', () => {
  write('Giunta domani 15-17 in sala giunta')

  const chips = [...place.querySelectorAll('.quick-entry-chip')].map((chip) => chip.textContent)
  expect(place.querySelector('strong')!.textContent).toBe('Giunta')
  expect(chips.slice(1)).toEqual(['15:00–17:00', 'sala giunta'])
})

test('Enter opens the editor with what was understood', async () => {
  write('Giunta domani alle 15')
  await enter()

  expect(onOpen).toHaveBeenCalledOnce()
  expect(onOpen.mock.calls[0]![0]).toMatchObject({ title: 'Giunta', start: { kind: 'zoned' } })
})

test('Ctrl and Enter store it at once, and the line is empty for the next', async () => {
  const create = vi.spyOn(api.calendar, 'createEvent').mockResolvedValue({ ref: 'mio.e1', undo: 'u1' })

  write('Giunta domani alle 15')
  await enter({ ctrlKey: true })

  expect(create.mock.calls[0]![0]).toMatchObject({ calendarId: 'mio', fields: { title: 'Giunta' } })
  expect(place.querySelector('input')!.value).toBe('')
  expect(onOpen).not.toHaveBeenCalled()
})

test('what says no time is asked for in the editor, not stored at some time', async () => {
  const create = vi.spyOn(api.calendar, 'createEvent')

  write('Giunta')
  await enter({ ctrlKey: true })

  expect(create).not.toHaveBeenCalled()
  expect(onOpen).toHaveBeenCalledOnce()
})
