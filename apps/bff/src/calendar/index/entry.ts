import type { CalendarColour, Occurrence, Partstat } from '@staffetta/contract'
import {
  type Alarm,
  type CalendarTime,
  type Description,
  type EventData,
  withoutBytes,
} from '@staffetta/icalendar'
import type { Digest, Outcome } from '@staffetta/icalendar/worker'
import { nearestColour } from '../../dav/colours.ts'
import { fold } from '../../dav/fold.ts'
import { rowsOf, taskIn, type TaskRow } from './task-entry.ts'

/** What views and search need of one component: a master or an override. */
export interface Facts {
  title: string
  location: string
  status: Occurrence['status']
  transparent: boolean
  class: Occurrence['class']
  colour: CalendarColour | null
  categories: string[]
  reminders: boolean
  /** Without their texts: when, and how. */
  alarms: readonly Alarm[]
  attachments: boolean
  people: Occurrence['people']
  /** Folded: title, place, description, people. */
  words: string
}

/** One appearance. Of dates and floating times the milliseconds are the wall clock as if it were UTC (`local`). */
export interface Appearance {
  start: number
  end: number
  recurrenceId: string | null
  /** Which override describes it; -1: the master. */
  override: number
  local: boolean
  date: boolean
  zone: string | null
}

/** One object of a calendar as the index knows it. */
export interface Entry {
  etag: string
  uid: string
  /** Why nothing of it is shown, where that is so. */
  problem: 'unreadable' | 'too-complex' | 'not-fetched' | null
  master: Facts | null
  overrides: Facts[]
  recurs: boolean
  /** By start. */
  appearances: Appearance[]
  longestMs: number
  /** A rule that could not be followed to its end within the window. */
  truncated: 'too-many' | 'too-complex' | 'unsupported-rule' | null
  /** Of a task: its rows in the lists. It has no appearances: the views of events do not see it. */
  tasks: TaskRow[]
  /** Of what recurs: needed again when another window is asked for. */
  text: string | null
  /** Written by us at this time (performance.now): what was fetched before is older. */
  writtenAt: number
  weight: number
}

const MOST_WORDS = 4_000

export interface Seen {
  etag: string
  text: string
  me: readonly string[]
}

/** An entry of what a thread found in a text. */
export function entryOf(outcome: Outcome, { etag, text, me }: Seen): Entry {
  if (outcome.kind !== 'read') return brokenEntry(etag, outcome.kind)
  const digest = eventIn(outcome)
  if (digest === undefined) return otherEntry(outcome, etag)
  const { master, overrides } = eventsOf(digest.description)
  const appearances = appearancesOf(digest)
  const recurs =
    appearances.some(({ recurrenceId }) => recurrenceId !== null) || saysRecurs(master, overrides)
  const facts = overrides.map((data) => factsOf(data, me))
  const kept = recurs ? withoutBytes(text) : null
  return {
    etag,
    uid: digest.uid,
    // Without a time it stands nowhere in a calendar.
    problem: startless(master, overrides) ? 'unreadable' : null,
    master: master === undefined ? null : factsOf(master, me),
    overrides: facts,
    recurs,
    appearances,
    longestMs: longestOf(appearances),
    truncated: digest.expansion?.reason ?? null,
    tasks: [],
    text: kept,
    writtenAt: 0,
    weight: 1_000 + (kept?.length ?? 0) + appearances.length * 100 + facts.length * 500,
  }
}

/** Tasks lie in the same calendars; journals too, and no view of ours shows them. */
function otherEntry(outcome: Outcome, etag: string): Entry {
  const empty = { ...brokenEntry(etag, 'unreadable'), problem: null }
  const task = taskIn(outcome)
  if (task === undefined) return empty
  const tasks = rowsOf(task)
  return { ...empty, uid: task.uid, tasks, weight: 300 + tasks.length * 700 }
}

/** The event of an object; undefined for tasks and journals. */
export function eventIn(outcome: Outcome): Digest | undefined {
  return outcome.kind === 'read' ? outcome.digests.find(({ kind }) => kind === 'event') : undefined
}

/** Something that is there and cannot be shown: it is counted, and its source can be saved. */
export function brokenEntry(etag: string, problem: Exclude<Entry['problem'], null>): Entry {
  return {
    etag,
    uid: '',
    problem,
    master: null,
    overrides: [],
    recurs: false,
    appearances: [],
    longestMs: 0,
    truncated: null,
    tasks: [],
    text: null,
    writtenAt: 0,
    weight: 300,
  }
}

export function eventsOf({ master, overrides }: Description): {
  master: EventData | undefined
  overrides: EventData[]
} {
  return {
    master: master?.kind === 'event' ? master : undefined,
    overrides: overrides.filter((data) => data.kind === 'event'),
  }
}

export function appearancesOf({ expansion }: Digest): Appearance[] {
  return (expansion?.occurrences ?? []).map(({ startAt, endAt, start, recurrenceId, override }) => ({
    start: Date.parse(startAt),
    end: Date.parse(endAt),
    recurrenceId: recurrenceId ?? null,
    override: override ?? -1,
    local: start.kind === 'date' || start.kind === 'floating',
    date: start.kind === 'date',
    zone: zoneOf(start),
  }))
}

export function longestOf(appearances: readonly Appearance[]): number {
  let longest = 0
  for (const { start, end } of appearances) longest = Math.max(longest, end - start)
  return longest
}

function zoneOf(time: CalendarTime): string | null {
  return time.kind === 'zoned' ? time.zone : null
}

function saysRecurs(master: EventData | undefined, overrides: EventData[]): boolean {
  return master?.recurrence !== undefined || master?.irregular === true || overrides.length > 0
}

function startless(master: EventData | undefined, overrides: EventData[]): boolean {
  return [master, ...overrides].every((data) => data?.start === undefined)
}

export function factsOf(data: EventData, me: readonly string[]): Facts {
  const people = peopleOf(data, me)
  const named = [...data.attendees, ...(data.organizer === undefined ? [] : [data.organizer])]
  const names = named.slice(0, 50).map(({ name, address }) => `${name ?? ''} ${address}`)
  return {
    title: data.summary,
    location: data.location,
    status: data.status,
    transparent: data.transp === 'transparent',
    class: data.class,
    colour: nearestColour(data.colour) ?? null,
    categories: data.categories,
    reminders: data.alarms.length > 0,
    alarms: data.alarms.map(({ action, trigger }) => ({ action, trigger })),
    attachments: data.attachments.length > 0,
    people,
    words: fold(
      [data.summary, data.location, ...data.categories, ...names, data.description]
        .join('\n')
        .slice(0, MOST_WORDS),
    ),
  }
}

function peopleOf({ attendees, organizer }: EventData, me: readonly string[]): Occurrence['people'] {
  if (attendees.length === 0) return null
  const answers = { accepted: 0, tentative: 0, declined: 0, waiting: 0 }
  let mine: Partstat | null = null
  for (const { address, partstat, kind } of attendees) {
    // Rooms and cars are booked, not asked: who comes is counted without them.
    if (kind === 'room' || kind === 'resource') continue
    const told = partstatOf(partstat)
    if (me.includes(address)) mine = told
    if (told === 'accepted' || told === 'tentative' || told === 'declined') answers[told]++
    else answers.waiting++
  }
  return {
    organizer: organizer === undefined ? null : { name: organizer.name ?? '', address: organizer.address },
    calls: organizer === undefined || me.includes(organizer.address),
    mine,
    ...answers,
  }
}

/** The two words of tasks mean nothing of an event. */
export function partstatOf(partstat: EventData['attendees'][number]['partstat']): Partstat {
  return partstat === 'completed' || partstat === 'in-process' ? 'accepted' : partstat
}
