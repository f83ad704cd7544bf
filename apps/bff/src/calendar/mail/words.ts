import type { Occurrence, Task } from '@staffetta/contract'
import { wallOf } from '../index/zones.ts'

export type Language = 'it' | 'en'

const words = {
  it: {
    tag: 'it-IT',
    reminder: 'Promemoria: {title}',
    agenda: 'La tua agenda di {day}',
    allDay: 'tutto il giorno',
    noEvents: 'Nessun impegno in agenda.',
    events: 'Impegni',
    tasks: 'Attività in scadenza',
    late: 'in ritardo',
    untitled: '(senza titolo)',
    confidential: '(riservato)',
    open: 'Apri l’agenda',
    openTasks: 'Apri le attività',
    due: 'Scadenza: {when}',
    starts: 'Inizio: {when}',
    why: 'Ricevi questo messaggio perché lo hai chiesto nelle impostazioni dell’agenda. Non rispondere a questo indirizzo.',
  },
  en: {
    tag: 'en-GB',
    reminder: 'Reminder: {title}',
    agenda: 'Your agenda of {day}',
    allDay: 'all day',
    noEvents: 'Nothing in your agenda.',
    events: 'Events',
    tasks: 'Tasks due',
    late: 'overdue',
    untitled: '(no title)',
    confidential: '(confidential)',
    open: 'Open the agenda',
    openTasks: 'Open the tasks',
    due: 'Due: {when}',
    starts: 'Starts: {when}',
    why: 'You get this message because you asked for it in the settings of the agenda. Do not answer to this address.',
  },
} as const

export type Words = (typeof words)[Language]

export function wordsOf(language: Language): Words {
  return words[language]
}

export function titleOf({ title, class: kind }: Occurrence, said: Words): string {
  // A mail lies on screens and telephones where a calendar does not.
  return kind === 'confidential' ? said.confidential : title.trim() || said.untitled
}

/** "giovedì 26 novembre 2026". */
export function dayText(day: string, said: Words): string {
  const format = new Intl.DateTimeFormat(said.tag, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  })
  return format.format(Date.parse(`${day}T00:00:00Z`))
}

/** "09:00–10:00" of that day; the days too, where it goes on over midnight. */
export function hoursText({ startAt, endAt, days }: Occurrence, zone: string, said: Words): string {
  if (days !== null) return said.allDay
  const [from, to] = [clock(zone, startAt), clock(zone, endAt)]
  if (startAt === endAt) return from.time
  return from.day === to.day
    ? `${from.time}–${to.time}`
    : `${from.time} – ${dayText(to.day, said)} ${to.time}`
}

export function dayOf({ startAt, days }: Occurrence, zone: string): string {
  return days?.start ?? clock(zone, startAt).day
}

export function dueDay({ due }: Pick<Task, 'due'>, zone: string): string | null {
  return due.day ?? (due.at === null ? null : clock(zone, due.at).day)
}

export function clock(zone: string, at: string | number): { day: string; time: string } {
  const wall = new Date(wallOf(zone, typeof at === 'number' ? at : Date.parse(at))).toISOString()
  return { day: wall.slice(0, 10), time: wall.slice(11, 16) }
}
