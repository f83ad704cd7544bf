import type { Booking, BusyTime, Occurrence, WorkingHours } from '@staffetta/contract'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { session } from '../../app/session.ts'
import { useI18n } from '../../app/i18n.tsx'
import { useStore } from '../../app/store.ts'
import { addDays, type Day, startOfWeek } from '../clock/days.ts'
import type { FormAttendee } from '../event-editor/event-form.ts'
import { holidayOf } from '../clock/holidays.ts'
import { calendarQueries } from '../state/queries.ts'
import { isResource, useResources } from '../resources/use-resources.ts'
import { useNow } from '../state/use-calendar.ts'
import { wallClock, type WallClock } from '../clock/wall-clock.ts'
import { outsideOf, hoursOn, type Span } from '../clock/working-hours.ts'
import { closedTimes, type PlanRow, type Slot, suggestSlots } from './plan.ts'

/** Far enough to find a time for many people, near enough to be asked at once. */
const askedDays = 28
const minuteMs = 60_000

/** What is shown of a day on which nobody works. */
const usualDay = { from: 480, to: 1080 }

interface Options {
  attendees: readonly FormAttendee[]
  span: Span
  /** The event that is planned: it does not stand in its own way. */
  except: Pick<Occurrence, 'ref' | 'uid'> | null
  clock: WallClock
}

/** Who is free when, around the day one looks at: oneself first, then those one asks. */
export function usePlan({ attendees, span, except, clock }: Options) {
  const { t } = useI18n()
  const me = useStore(session, ({ me }) => me)
  const now = useNow() + minuteMs
  const startDay = clock.wallOf(span.from).day
  const [place, setPlace] = useState({ startDay, shown: startDay, base: startDay })
  // Set in the form, the day leads; leafed through here, it does not move the event.
  const { shown, base } = place.startDay === startDay ? place : { shown: startDay, base: startDay }
  const own = me?.address.toLowerCase()
  const resources = useResources()
  const things = resources.filter((one) => attendees.some(({ address }) => isResource([one], address)))
  const others = attendees.filter(
    ({ address }) => address.toLowerCase() !== own && !isResource(resources, address),
  )
  const addresses = [
    ...(own === undefined ? [] : [own]),
    ...others.map(({ address }) => address.toLowerCase()),
  ]
  const first = startOfWeek(base)
  const asked = { from: clock.instantOf(first, 0), to: clock.instantOf(addDays(first, askedDays), 0) }
  const { data, error, isPlaceholderData, refetch } = useQuery(
    calendarQueries.freeBusy({
      addresses: addresses.slice(0, 100).toSorted(),
      from: new Date(asked.from).toISOString(),
      to: new Date(asked.to).toISOString(),
      zone: clock.zone,
      except: except?.ref ?? null,
    }),
  )
  const bookings = useQuery({
    ...calendarQueries.bookings(asked, clock.zone),
    enabled: things.length > 0,
  }).data
  const knownOf = (address: string) =>
    data?.people.find((one) => one.address === address.toLowerCase()) ?? null
  const offOf = (hours: WorkingHours | null | undefined) =>
    hours ? outsideOf(hours.spans, asked, wallClock(hours.zone)) : []
  const rows: PlanRow[] = [
    ...(me === null
      ? []
      : [
          {
            key: me.address,
            kind: 'person' as const,
            name: me.displayName || me.address,
            detail: t('freeBusy.you'),
            needed: true,
            known: knownOf(me.address),
            off: offOf(knownOf(me.address)?.hours),
          },
        ]),
    ...others.map(({ address, name, role }): PlanRow => {
      const known = knownOf(address)
      const words = [
        ...(known?.unknown === 'outside' ? [t('freeBusy.outside')] : []),
        ...(role === 'optional' ? [t('freeBusy.optional')] : []),
      ]
      return {
        key: address,
        kind: 'person',
        name: name || address,
        detail: words.join(', ') || (name === '' ? '' : address),
        needed: role === 'required',
        known,
        off: offOf(known?.hours),
      }
    }),
    ...things.map(({ id, address, name, place, opening, zone }): PlanRow => {
      const theirs = bookings?.bookings.filter((one) => one.resourceId === id && one.uid !== except?.uid)
      return {
        key: address,
        kind: 'resource',
        name,
        detail: place,
        needed: true,
        known: theirs
          ? { unknown: null, busy: [...theirs.map(timeOf), ...closedTimes(opening, asked, wallClock(zone))] }
          : null,
        off: [],
      }
    }),
  ]
  const lengthMs = span.to - span.from
  const slots: Slot[] =
    data === undefined || isPlaceholderData || lengthMs < minuteMs
      ? []
      : suggestSlots({
          rows,
          lengthMs,
          span: { from: Math.max(now, clock.instantOf(base, 0)), to: asked.to },
          clock,
          isRest: (day) => holidayOf(day) !== null,
        })
  return {
    rows,
    /** Of the day that is shown: from when the first works until the last does. */
    hours: widest((data?.people ?? []).flatMap(({ hours }) => (hours ? hoursOn(hours, shown, clock) : []))),
    slots,
    day: shown,
    asking: data === undefined || isPlaceholderData,
    error: data === undefined ? error : null,
    retry: () => void refetch(),
    /** Another day is looked at, and times are proposed from it on. */
    showDay: (day: Day) => setPlace({ startDay, shown: day, base: day }),
    /** The event goes there, chosen among times that stay proposed. */
    follow: (day: Day) => setPlace({ startDay: day, shown: day, base }),
  }
}

/** In whole hours. */
function widest(spans: readonly Span[]): Span {
  if (spans.length === 0) return usualDay
  return {
    from: Math.floor(Math.min(...spans.map(({ from }) => from)) / 60) * 60,
    to: Math.ceil(Math.max(...spans.map(({ to }) => to)) / 60) * 60,
  }
}

/** One that waits for its manager may still be given to somebody else. */
function timeOf({ startAt, endAt, state }: Booking): BusyTime {
  return { startAt, endAt, kind: state === 'waiting' ? 'tentative' : 'busy' }
}
