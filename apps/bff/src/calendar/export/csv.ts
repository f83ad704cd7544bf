import type { Occurrence } from '@staffetta/contract'
import { nameOfCollection } from '../../dav/collection-facts.ts'
import { rowOf } from '../../http/csv-row.ts'
import { occurrencesIn } from '../events/events.ts'
import type { Looked } from '../events/look.ts'
import { wallOf } from '../index/zones.ts'

const words = {
  it: {
    head: [
      'Titolo',
      'Data inizio',
      'Ora inizio',
      'Data fine',
      'Ora fine',
      'Tutto il giorno',
      'Luogo',
      'Calendario',
      'Categorie',
      'Stato',
      'Organizzatore',
      'Si ripete',
    ],
    yes: 'sì',
    no: 'no',
    busy: 'Occupato',
    status: { confirmed: 'confermato', tentative: 'provvisorio', cancelled: 'annullato' },
  },
  en: {
    head: [
      'Title',
      'Start date',
      'Start time',
      'End date',
      'End time',
      'All day',
      'Place',
      'Calendar',
      'Categories',
      'Status',
      'Organizer',
      'Repeats',
    ],
    yes: 'yes',
    no: 'no',
    busy: 'Busy',
    status: { confirmed: 'confirmed', tentative: 'tentative', cancelled: 'cancelled' },
  },
} as const

/** RFC 4180, one row an appearance; the mark at its head is what Excel knows UTF-8 by. */
export async function* csvOf(
  looked: readonly Looked[],
  { span, zone, language }: { span: { from: number; to: number }; zone: string; language: 'it' | 'en' },
): AsyncIterable<string> {
  const said = words[language]
  yield `\uFEFF${rowOf(said.head)}`
  for (const one of looked) {
    const name = nameOfCollection(one.index.collection)
    const { occurrences } = await occurrencesIn(one, { span, zone })
    const sorted = occurrences.toSorted((a, b) => (a.startAt < b.startAt ? -1 : 1))
    yield sorted.map((occurrence) => rowOf(cellsOf(occurrence, { name, zone, said }))).join('')
  }
}

function cellsOf(
  one: Occurrence,
  { name, zone, said }: { name: string; zone: string; said: (typeof words)['it' | 'en'] },
): string[] {
  const [start, end] = [clockOf(zone, one.startAt), clockOf(zone, one.endAt)]
  const last = one.days === null ? end.day : dayBefore(one.days.end)
  return [
    one.hidden ? said.busy : one.title,
    one.days?.start ?? start.day,
    one.days === null ? start.time : '',
    last,
    one.days === null ? end.time : '',
    one.days === null ? said.no : said.yes,
    one.location,
    name,
    one.categories.join('; '),
    said.status[one.status],
    one.people?.organizer?.name || (one.people?.organizer?.address ?? ''),
    one.recurring ? said.yes : said.no,
  ]
}

function clockOf(zone: string, at: string): { day: string; time: string } {
  const wall = new Date(wallOf(zone, Date.parse(at))).toISOString()
  return { day: wall.slice(0, 10), time: wall.slice(11, 16) }
}

/** People mean the last day an event is on, files the first it is not. */
function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
}
