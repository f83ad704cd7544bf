import { ApiError, type Occurrence } from '@staffetta/contract'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { api } from '../../app/api.ts'
import { queryClient } from '../../app/query-client.ts'
import { applyChanges } from './changes.ts'
import { pending } from './pending.ts'
import { anOccurrence, detailOf, repeated } from '../occurrences/municipal-calendar.ts'
import { changeTime, moveToCalendar, removeEvent } from './mutations.ts'
import { calendarQueries } from './queries.ts'
import { whenOf } from '../occurrences/times.ts'
import { wallClock } from '../clock/wall-clock.ts'

const zone = 'Europe/Rome'
const clock = wallClock(zone)
const mondays = ['2026-11-09', '2026-11-16', '2026-11-23', '2026-11-30'].map((day) =>
  repeated('settore', anOccurrence('Riunione di settore', day, '08:30', '09:30')),
)
const single = anOccurrence('Sopralluogo', '2026-11-24', '10:00', '11:00')
const stored: Occurrence[] = [...mondays, single]

const shown = () =>
  applyChanges(stored, pending.get().changes).map((one) => {
    const when = whenOf(one, clock)
    return when.kind === 'time' ? `${when.day.slice(8)} ${when.minute / 60}` : when.start
  })

/** Answers when it is told to. */
function later<Answer>() {
  let answer!: (value: Answer) => void
  let refuse!: (error: unknown) => void
  const promise = new Promise<Answer>((resolve, reject) => {
    answer = resolve
    refuse = reject
  })
  return { promise, answer, refuse }
}

beforeEach(() => {
  queryClient.setQueryData(calendarQueries.month('2026-11', zone).queryKey, {
    occurrences: stored,
    truncated: false,
  })
  for (const one of stored) queryClient.setQueryData(calendarQueries.event(one, zone).queryKey, detailOf(one))
  vi.spyOn(queryClient, 'invalidateQueries').mockResolvedValue()
})

afterEach(() => {
  vi.restoreAllMocks()
  pending.set({ changes: [] })
  queryClient.clear()
})

const at = (hour: number, day = '2026-11-23') => ({
  kind: 'time' as const,
  day,
  minute: hour * 60,
  minutes: 60,
})

test('moving one of a series leaves the others where they are', async () => {
  const call = later<{ ref: null; undo: string }>()
  vi.spyOn(api.calendar, 'changeEvent').mockReturnValue(call.promise)

  const { done } = changeTime(mondays[2]!, at(11), 'this', zone)

  expect(shown()).toEqual(['09 8.5', '16 8.5', '23 11', '24 10', '30 8.5'])
  call.answer({ ref: null, undo: 'u' })
  await done
})

test('moving it and those that follow leaves what was before', async () => {
  vi.spyOn(api.calendar, 'changeEvent').mockResolvedValue({ ref: null, undo: 'u' })

  const { done } = changeTime(mondays[2]!, at(9, '2026-11-24'), 'following', zone)

  expect(shown()).toEqual(['09 8.5', '16 8.5', '24 9', '24 10', '01 9'])
  await done
})

test('what is done to half a series while it becomes one of its own is done to that half', async () => {
  const changing = later<{ ref: string; undo: string }>()
  vi.spyOn(api.calendar, 'changeEvent').mockReturnValue(changing.promise)
  const removing = vi.spyOn(api.calendar, 'removeEvent').mockResolvedValue({ ref: null, undo: 'u' })
  const { done } = changeTime(mondays[2]!, at(9, '2026-11-24'), 'following', zone)
  const movedOne = pending
    .get()
    .changes.at(-1)!
    .after.find(({ startAt }) => startAt.startsWith('2026-11-24'))!

  const removed = removeEvent(movedOne, 'all').done
  changing.answer({ ref: 'half', undo: 'u' })
  await Promise.all([done, removed])

  expect(removing).toHaveBeenCalledWith({ ref: 'half', scope: 'all', recurrenceId: null })
})

test('what is done to half a series by its old name, once it is one of its own, is done to that half', async () => {
  const half = {
    ...mondays[2]!,
    ref: 'half',
    recurrenceId: '2026-11-24T08:00:00Z',
    startAt: '2026-11-24T08:00:00.000Z',
  }
  vi.spyOn(api.calendar, 'changeEvent').mockResolvedValue({ ref: 'half', undo: 'u' })
  const removing = vi.spyOn(api.calendar, 'removeEvent').mockResolvedValue({ ref: null, undo: 'u' })
  const { done } = changeTime(mondays[2]!, at(9, '2026-11-24'), 'following', zone)
  // A question is open about it until the server has answered and the screen knows the half by its own name.
  const held = pending
    .get()
    .changes.at(-1)!
    .after.find(({ startAt }) => startAt.startsWith('2026-11-24'))!
  await done
  await vi.waitFor(() => expect(pending.get().changes).toEqual([]))
  queryClient.setQueryData(calendarQueries.month('2026-11', zone).queryKey, {
    occurrences: [...mondays.slice(0, 2), half, single],
    truncated: false,
  })

  await removeEvent(held, 'all').done

  expect(removing).toHaveBeenCalledWith({ ref: 'half', scope: 'all', recurrenceId: null })
  expect(
    pending
      .get()
      .changes.at(-1)!
      .before.map(({ ref }) => ref),
  ).toContain('half')
})

test('a half that was put back into its series is called as it was', async () => {
  vi.spyOn(api.calendar, 'changeEvent').mockResolvedValue({ ref: 'half', undo: 'u' })
  vi.spyOn(api.calendar, 'undo').mockResolvedValue(undefined)
  const removing = vi.spyOn(api.calendar, 'removeEvent').mockResolvedValue({ ref: null, undo: 'u' })
  await changeTime(mondays[2]!, at(9, '2026-11-24'), 'following', zone).undo()

  await removeEvent(mondays[2]!, 'this').done

  const { ref, recurrenceId } = mondays[2]!
  expect(removing).toHaveBeenCalledWith({ ref, scope: 'this', recurrenceId })
})

test('all of a series go as far as the one that was moved', async () => {
  const call = vi.spyOn(api.calendar, 'changeEvent').mockResolvedValue({ ref: null, undo: 'u' })

  await changeTime(mondays[1]!, at(7.5, '2026-11-16'), 'all', zone).done

  expect(call.mock.calls[0]![0]).toMatchObject({
    scope: 'all',
    recurrenceId: mondays[1]!.recurrenceId,
    change: { start: { kind: 'zoned', local: '2026-11-16T07:30:00', zone } },
  })
})

test('what the server refuses stands again where it was, and the failure is for whoever asked', async () => {
  vi.spyOn(api.calendar, 'removeEvent').mockRejectedValue(new ApiError('calendar/not-permitted'))

  const { done } = removeEvent(single, 'this')
  expect(shown()).not.toContain('24 10')

  await expect(done).rejects.toThrow('calendar/not-permitted')
  await vi.waitFor(() => expect(shown()).toContain('24 10'))
})

test('undo shows it back at once and asks with the token of the answer', async () => {
  vi.spyOn(api.calendar, 'removeEvent').mockResolvedValue({ ref: null, undo: 'token' })
  const back = later<undefined>()
  const asked = vi.spyOn(api.calendar, 'undo').mockReturnValue(back.promise)
  const { done, undo } = removeEvent(single, 'this')
  await done

  const undone = undo()
  await vi.waitFor(() => expect(asked).toHaveBeenCalledWith({ undo: 'token' }))

  expect(shown()).toContain('24 10')
  back.answer(undefined)
  await undone
})

test('another calendar takes the whole series', async () => {
  vi.spyOn(api.calendar, 'moveEvent').mockResolvedValue({ ref: null, undo: 'u' })

  const { done } = moveToCalendar(mondays[0]!, 'ufficio')

  const moved = applyChanges(stored, pending.get().changes).filter(
    ({ calendarId }) => calendarId === 'ufficio',
  )
  expect(moved).toHaveLength(4)
  await done
})
