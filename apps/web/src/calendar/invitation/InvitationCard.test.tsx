// @vitest-environment jsdom
import { ApiError, type Invitation, type Submission } from '@staffetta/contract'
import { act } from 'react'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { api } from '../../app/api.ts'
import { drawnWhole, takeAway } from '../../app/drawn.tsx'
import { loadAreaSentences, loadLocale } from '../../app/i18n.tsx'
import { queryClient } from '../../app/query-client.ts'
import { anOccurrence, calendars } from '../occurrences/municipal-calendar.ts'
import { calendarQueries } from '../state/queries.ts'
import { applyCalendarEvents } from '../state/live.ts'
import { InvitationCard } from './InvitationCard.tsx'

vi.mock('@tanstack/react-router', () => ({
  Link: ({ params, children }: { params: { date: string }; children: string }) => (
    <a href={`/calendar/day/${params.date}`}>{children}</a>
  ),
}))

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
  vi.clearAllMocks()
})

const someone = (name: string, partstat: 'accepted' | 'needs-action' = 'needs-action') => ({
  address: `${name.toLowerCase()}@monteverde.example`,
  name,
  role: 'required' as const,
  partstat,
  kind: 'individual' as const,
})

const aSubmission: Submission = {
  id: 's1',
  state: 'accepted',
  subject: '',
  sendsAt: '2026-11-26T16:40:00.000Z',
  error: null,
  refusedRecipients: [],
}

const anInvitation = (more: Partial<Invitation> = {}): Invitation => ({
  kind: 'new',
  others: 0,
  notFromOrganizer: false,
  event: {
    title: 'Conferenza dei servizi',
    location: 'Sala Rossa',
    description: '',
    status: 'confirmed',
    start: { kind: 'zoned', local: '2026-11-26T15:00:00', zone: 'Europe/Rome' },
    end: { kind: 'zoned', local: '2026-11-26T17:00:00', zone: 'Europe/Rome' },
    startAt: '2026-11-26T14:00:00.000Z',
    endAt: '2026-11-26T16:00:00.000Z',
    days: null,
    recurrence: null,
    organizer: { name: 'Giulia Serra', address: 'giulia@altrove.example' },
    attendees: [someone('Elena'), someone('Paolo', 'accepted')],
  },
  mine: 'needs-action',
  changed: [],
  answers: [],
  clashes: [],
  stored: null,
  calendarIds: ['elena', 'giunta'],
  can: { answer: true, apply: false },
  untold: [],
  ...more,
})

async function shown(...answers: (Invitation | ApiError)[]): Promise<HTMLElement> {
  const asked = vi.spyOn(api.calendar, 'getInvitation')
  for (const [i, one] of answers.entries()) {
    const last = i === answers.length - 1
    if (one instanceof ApiError) asked.mockRejectedValue(one)
    else if (last) asked.mockResolvedValue(one)
    else asked.mockResolvedValueOnce(one)
  }
  queryClient.setQueryData(calendarQueries.calendars().queryKey, { calendars, canCreate: true })
  queryClient.setDefaultOptions({ queries: { retry: false } })
  const place = await drawnWhole(<InvitationCard messageRef="inbox.1.1" file="/invito.ics" />)
  while (place.querySelector('.invitation-waiting') !== null)
    await act(() => new Promise((resolve) => setTimeout(resolve, 5)))
  return place
}

const button = (place: HTMLElement, name: string) =>
  [...place.querySelectorAll('button')].find(({ textContent }) => textContent === name)
const names = (place: HTMLElement) =>
  [...place.querySelectorAll('button')].map(({ textContent }) => textContent)
/** The card asks again after every action: what it shows then is what counts. */
async function click(element: Element | undefined): Promise<void> {
  await act(async () => (element as HTMLElement).click())
  do await act(() => new Promise((resolve) => setTimeout(resolve, 5)))
  while (queryClient.isFetching() > 0)
}

test('a new invitation says what, when, where, who and what clashes, and is accepted with a word to the organizer', async () => {
  const sent = vi.spyOn(api.calendar, 'answerInvitation').mockResolvedValue({ ref: 'elena.e1', undo: 'u' })
  const place = await shown(
    anInvitation({ clashes: [anOccurrence('Dal dentista', '2026-11-26', '15:30', '16:30')] }),
    anInvitation({ kind: 'known', mine: 'accepted', stored: { ref: 'elena.e1', recurrenceId: null } }),
  )

  const words = place.textContent
  for (const part of [
    'Conferenza dei servizi',
    'giovedì 26 novembre',
    'Sala Rossa',
    'Organizza Giulia Serra',
    '2 invitati: 1 sì, 1 in attesa',
    'Dal dentista',
  ])
    expect(words).toContain(part)
  expect([...place.querySelectorAll('option')].map(({ textContent }) => textContent)).toEqual([
    'Elena Guidi',
    'Giunta e Consiglio',
  ])

  await click(button(place, 'Accetta'))

  expect(sent).toHaveBeenCalledWith({
    ref: 'inbox.1.1',
    partstat: 'accepted',
    comment: '',
    calendarId: null,
  })
  expect(place.querySelector('[role=status]')?.textContent).toBe('Hai accettato.')
  expect(button(place, 'Accetta')?.getAttribute('aria-pressed')).toBe('true')
  expect(place.querySelector('a')?.getAttribute('href')).toBe('/calendar/day/2026-11-26')
})

test('what does not come from the organizer says so and offers nothing', async () => {
  const place = await shown(
    anInvitation({ kind: 'update', notFromOrganizer: true, can: { answer: false, apply: false } }),
  )

  expect(place.textContent).toContain('non viene da chi organizza')
  expect(names(place)).toEqual(['Mostra i partecipanti'])
})

test.each([
  [
    { kind: 'update', changed: ['time', 'place'], can: { answer: true, apply: true } },
    'È cambiato: quando, dove',
    'Aggiorna l’agenda',
    'Agenda aggiornata.',
  ],
  [
    { kind: 'cancelled', mine: null, can: { answer: false, apply: true } },
    'Chi organizza ha annullato l’evento.',
    'Togli dall’agenda',
    'Tolto dall’agenda.',
  ],
  [
    {
      kind: 'counter',
      mine: null,
      changed: ['time'],
      answers: [
        {
          person: { name: 'Paolo', address: 'p@x.example' },
          partstat: 'tentative',
          comment: 'Meglio dopo',
          invited: true,
        },
      ],
      can: { answer: false, apply: true },
    },
    'Paolo propone un altro orario.',
    'Sposta all’orario proposto',
    'Spostato. Chi è invitato lo saprà.',
  ],
  [
    { kind: 'published', mine: null, stored: null, can: { answer: false, apply: true } },
    'nessuno aspetta una risposta',
    'Aggiungi all’agenda',
    'Aggiunto all’agenda.',
  ],
] as const)('%o has its one action', async (more, sentence, action, done) => {
  const invitation = anInvitation({
    stored: { ref: 'elena.e1', recurrenceId: null },
    ...(more as unknown as Partial<Invitation>),
  })
  const applied = vi.spyOn(api.calendar, 'applyInvitation').mockResolvedValue({ ref: null, undo: 'u' })
  const place = await shown(invitation, { ...invitation, can: { answer: false, apply: false } })

  expect(place.textContent).toContain(sentence)
  await click(button(place, action))

  expect(applied).toHaveBeenCalledWith({ ref: 'inbox.1.1' })
  expect(place.querySelector('[role=status]')?.textContent).toBe(done)
  expect(names(place)).not.toContain(action)
})

test('an answer of somebody asked is noted as it is read', async () => {
  const applied = vi.spyOn(api.calendar, 'applyInvitation').mockResolvedValue({ ref: null, undo: 'u' })
  const person = { name: 'Paolo', address: 'p@x.example' }
  const invitation = anInvitation({
    kind: 'reply',
    mine: null,
    stored: { ref: 'elena.e1', recurrenceId: null },
    answers: [{ person, partstat: 'declined', comment: 'Sono fuori', invited: true }],
    can: { answer: false, apply: true },
  })
  const place = await shown(invitation, { ...invitation, can: { answer: false, apply: false } })
  await vi.waitFor(() => expect(queryClient.isFetching()).toBe(0))

  expect(place.textContent).toContain('Paolo non parteciperà.')
  expect(place.textContent).toContain('Sono fuori')
  expect(applied).toHaveBeenCalledExactlyOnceWith({ ref: 'inbox.1.1' })
  expect(place.querySelector('[role=status]')?.textContent).toBe('Risposta segnata.')
})

test('an answer that could not be sent says what was kept', async () => {
  vi.spyOn(api.calendar, 'answerInvitation').mockRejectedValue(new ApiError('calendar/answer-not-sent'))
  const place = await shown(anInvitation(), anInvitation({ kind: 'known', mine: 'declined' }))

  await click(button(place, 'Rifiuta'))

  expect(place.querySelector('[role=alert]')?.textContent).toContain('è salvata nel calendario')
})

test('an answer that waits says when it leaves, and says nothing more once it has', async () => {
  const waiting = {
    address: 'giulia@altrove.example',
    state: 'waiting',
    leavesAt: '2026-11-26T16:40:00.000Z',
    submissionId: 's1',
  } as const
  const invitation = anInvitation({ kind: 'known', mine: 'accepted', untold: [waiting] })
  const place = await shown(invitation, { ...invitation, untold: [] })

  expect(place.textContent).toMatch(/Da avvisare: Giulia SerraLa risposta parte da sola alle \d\d:40\./)
  await act(async () => {
    applyCalendarEvents(queryClient, [{ type: 'mail.submission-changed', submission: aSubmission }])
    await vi.waitFor(() => expect(queryClient.isFetching()).toBe(0))
  })

  expect(place.textContent).toContain('Hai accettato.')
  expect(place.textContent).not.toContain('Da avvisare')
})

test('an answer that did not leave is sent again from where it says so', async () => {
  const failed = {
    address: 'giulia@altrove.example',
    state: 'failed',
    leavesAt: null,
    submissionId: 's1',
  } as const
  const again = vi.spyOn(api.mail, 'retrySubmission').mockResolvedValue(aSubmission)
  const invitation = anInvitation({ kind: 'known', mine: 'accepted', untold: [failed] })
  const place = await shown(invitation)

  expect(place.textContent).toContain('Non avvisati: Giulia Serra')
  await click(button(place, 'Riprova'))

  expect(again).toHaveBeenCalledExactlyOnceWith({ id: 's1' })
})

test('what cannot be read leaves the file, and a failure its sentence', async () => {
  const unreadable = await shown(
    anInvitation({ kind: 'unreadable', event: null, mine: null, can: { answer: false, apply: false } }),
  )
  expect(unreadable.querySelector('a')?.getAttribute('href')).toBe('/invito.ics')
  takeAway()
  vi.clearAllMocks()

  const failed = await shown(new ApiError('calendar/server-unreachable'))
  expect(failed.querySelector('[role=alert]')?.textContent).toContain('Il server dei calendari non risponde')
  expect(failed.querySelector('a')?.getAttribute('href')).toBe('/invito.ics')
})
