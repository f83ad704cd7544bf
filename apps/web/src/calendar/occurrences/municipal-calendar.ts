import type { Calendar, CalendarColour, EventAttachment, EventDetail, Occurrence } from '@staffetta/contract'
import { addDays, type Day, eachDay, startOfWeek, weekdayOf } from '../clock/days.ts'
import { daysOf } from './occurrences.ts'
import { plainOccurrence } from './plain-occurrence.ts'
import { wallClock } from '../clock/wall-clock.ts'

// The agenda of a technician of a small municipality, invented: for tests and pictures. Nothing that ships asks for it.

const clock = wallClock('Europe/Rome')
const wholeWeekdays = [0, 1, 2, 3, 4]

export const calendars: Calendar[] = [
  aCalendar('elena', 'Elena Guidi', 'bosco', { isDefault: true }),
  aCalendar('sopralluoghi', 'Sopralluoghi', 'ruggine'),
  aCalendar('personale', 'Personale', 'ardesia'),
  aCalendar('ufficio', 'Ufficio tecnico', 'cielo', { kind: 'shared', owner: 'Ufficio tecnico' }),
  aCalendar('giunta', 'Giunta e Consiglio', 'viola', { kind: 'shared', owner: 'Segreteria generale' }),
  aCalendar('paolo', 'Paolo Guerrini', 'lampone', {
    kind: 'shared',
    owner: 'Paolo Guerrini',
    can: { write: false, rename: false, remove: false, share: false, leave: false },
  }),
  aCalendar('sportello', 'Sportello tecnico', 'petrolio', { kind: 'shared', owner: 'Sportello tecnico' }),
  aCalendar('automezzi', 'Automezzi', 'senape', { kind: 'shared', owner: 'Economato' }),
]

export function aCalendar(
  id: string,
  name: string,
  colour: CalendarColour,
  more: Partial<Calendar> = {},
): Calendar {
  return {
    id,
    name,
    colour,
    description: '',
    kind: 'own',
    owner: null,
    isDefault: false,
    reminderMinutes: null,
    shown: true,
    holds: { events: true, tasks: false },
    files: { mostBytes: 25_000_000, of: 'each' },
    can: { write: true, rename: true, remove: true, share: true, leave: false },
    state: 'ready',
    progress: null,
    error: null,
    staleSince: null,
    ...more,
  }
}

type Extras = Partial<Occurrence>

/** An occurrence from "09:00" to "10:30" of a day; the next day where the end is before the start. */
export function anOccurrence(
  title: string,
  day: Day,
  from: string,
  to: string,
  more: Extras = {},
): Occurrence {
  const minute = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3))
  const at = (date: Day, text: string) => new Date(clock.instantOf(date, minute(text))).toISOString()
  return {
    ...plain(title),
    ref: `cal.${title.replaceAll(/[^A-Za-z0-9]/g, '')}-${day}-${from.replace(':', '')}`,
    startAt: at(day, from),
    endAt: at(minute(to) < minute(from) ? addDays(day, 1) : day, to),
    ...more,
  }
}

/** Whole days; the end exclusive. */
export function wholeDays(title: string, start: Day, end: Day, more: Extras = {}): Occurrence {
  return {
    ...plain(title),
    ref: `cal.${title.replaceAll(/[^A-Za-z0-9]/g, '')}-${start}`,
    startAt: new Date(clock.instantOf(start, 0)).toISOString(),
    endAt: new Date(clock.instantOf(end, 0)).toISOString(),
    days: { start, end },
    transparent: true,
    ...more,
  }
}

/** One of a series: its ref is that of all of them. */
export function repeated(id: string, occurrence: Occurrence): Occurrence {
  return { ...occurrence, ref: `cal.${id}`, recurrenceId: occurrence.startAt, recurring: true }
}

const plain = (title: string) => plainOccurrence({ ref: 'cal.x', calendarId: 'elena', uid: title, title })

/** All that overlaps the days, week by week: the same at each call. */
export function municipalOccurrences(from: Day, to: Day): Occurrence[] {
  const weeks = eachDay({ from: startOfWeek(from), to }).filter((day) => weekdayOf(day) === 0)
  return weeks
    .flatMap((monday) => aWeek(monday))
    .filter((one) => {
      const span = daysOf(one, clock)
      return span.from < to && span.to > from
    })
}

/** A week at the town hall. */
function aWeek(monday: Day): Occurrence[] {
  const day = (at: number) => addDays(monday, at)
  const even = Math.round(Date.parse(monday) / 604_800_000) % 2 === 1
  const series = (id: string, one: Occurrence) => repeated(id, one)
  const people = (mine: 'needs-action' | 'accepted' | 'tentative' | 'declined' | null, accepted = 6) => ({
    organizer: { name: 'Segreteria generale', address: 'segreteria@monteverde.example' },
    calls: false,
    mine,
    accepted,
    tentative: 1,
    declined: 0,
    waiting: 2,
  })
  return [
    wholeDays('Paolo Guerrini in ferie', day(0), day(3), { calendarId: 'ufficio' }),
    series('mercato', wholeDays('Mercato settimanale', day(1), day(2), { calendarId: 'sportello' })),
    ...(even ? [wholeDays('Rendiconto PNRR', day(3), day(4), { calendarId: 'automezzi' })] : []),
    ...(even ? [wholeDays('Deposito atti Consiglio', day(4), day(5), { calendarId: 'giunta' })] : []),
    ...(even ? [wholeDays('San Firmino', day(6), day(7), { calendarId: 'personale' })] : []),
    series(
      'settore',
      anOccurrence('Riunione di settore', day(0), '08:30', '09:30', {
        calendarId: 'ufficio',
        location: 'sala riunioni',
      }),
    ),
    ...wholeWeekdays
      .filter((at) => at !== 3)
      .map((at) =>
        series(
          'scia',
          anOccurrence(
            'Istruttoria SCIA',
            day(at),
            at === 4 ? '11:00' : at === 2 ? '09:00' : '10:00',
            at === 4 || at === 1 ? '12:30' : at === 2 ? '11:00' : '12:00',
          ),
        ),
      ),
    series(
      'ricevimento',
      anOccurrence('Ricevimento tecnici', day(0), '15:00', '17:00', {
        calendarId: 'sportello',
        location: 'sportello',
      }),
    ),
    anOccurrence('Sopralluogo scuola via Fonte', day(1), '08:30', '09:45', {
      calendarId: 'sopralluoghi',
      location: 'Via Fonte 3, con Sara Conti',
      reminders: true,
    }),
    anOccurrence('Edil Foglia: proroga', day(1), '11:00', '12:00', {
      calendarId: 'paolo',
      location: 'Chiamata, 0722 555 0171',
    }),
    anOccurrence('Ragioneria: variazioni', day(1), '12:00', '13:00', {
      calendarId: 'ufficio',
      location: 'Sala riunioni',
    }),
    anOccurrence('Commissione paesaggio', day(1), '15:00', '16:30', {
      calendarId: 'giunta',
      location: 'sala giunta',
      people: people('accepted', 4),
    }),
    anOccurrence('Panda AB123CD: Rocca Alta', day(2), '11:30', '13:00', { calendarId: 'automezzi' }),
    anOccurrence('', day(2), '14:30', '15:30', { calendarId: 'personale', hidden: true, class: 'private' }),
    anOccurrence('Cantiere via del Borgo', day(3), '09:00', '10:00', { calendarId: 'sopralluoghi' }),
    anOccurrence('Panda AB123CD', day(3), '08:30', '12:00', { calendarId: 'automezzi' }),
    series(
      'giunta',
      anOccurrence('Giunta comunale', day(3), '15:00', '17:00', {
        calendarId: 'giunta',
        location: 'Sala giunta, palazzo comunale',
        attachments: true,
        people: people('needs-action'),
      }),
    ),
    anOccurrence('Ricevimento tecnici', day(3), '17:15', '18:15', { calendarId: 'sportello' }),
    anOccurrence('PNRR: avanzamento', day(4), '09:30', '10:30', {
      calendarId: 'ufficio',
      location: 'a distanza',
      people: people('tentative'),
    }),
    anOccurrence('Telefonata al notaio', day(4), '13:00', '13:00', { reminders: true }),
    ...(even
      ? []
      : [
          anOccurrence('Assemblea pubblica', day(4), '17:30', '18:30', {
            calendarId: 'giunta',
            status: 'cancelled',
          }),
        ]),
    anOccurrence('Prova palchi', day(5), '09:00', '10:00', { calendarId: 'sopralluoghi' }),
    ...(even ? [] : [anOccurrence('Reperibilità neve', day(5), '22:00', '06:00', { calendarId: 'ufficio' })]),
  ]
}

const agenda: EventAttachment = {
  id: 'odg',
  kind: 'file',
  stored: true,
  url: '',
  name: 'Ordine_del_giorno.pdf',
  type: 'application/pdf',
  sizeBytes: 240_000,
}

/** The detail of an occurrence, as an opened card asks for it. */
export function detailOf(occurrence: Occurrence): EventDetail {
  const asked = occurrence.people !== null
  const names = [
    'Sara Conti',
    'Marco Tini',
    'Lucia Ferri',
    'Paolo Guerrini',
    'Anna Bassi',
    'Giorgio Neri',
    'Elena Guidi',
    'Rita Sarti',
    'Ivo Mari',
  ]
  return {
    occurrence,
    etag: '"1"',
    fields: {
      title: occurrence.title,
      location: occurrence.location,
      description: asked
        ? 'Ordine del giorno: variante al piano, lavori alla scuola, varie ed eventuali.'
        : '',
      url: '',
      categories: [],
      class: occurrence.class,
      transparent: occurrence.transparent,
      status: occurrence.status,
      colour: occurrence.colour,
      start: occurrence.days
        ? { kind: 'date', date: occurrence.days.start }
        : { kind: 'zoned', local: '2026-11-26T15:00:00', zone: 'Europe/Rome' },
      end: occurrence.days
        ? { kind: 'date', date: occurrence.days.end }
        : { kind: 'zoned', local: '2026-11-26T17:00:00', zone: 'Europe/Rome' },
      recurrence: occurrence.recurring
        ? {
            kind: 'rule',
            frequency: 'weekly',
            interval: asked ? 2 : 1,
            weekdays: [{ day: asked ? 'TH' : 'MO' }],
            monthDays: [],
            months: [],
            positions: [],
            end: { kind: 'never' },
            weekStart: 'MO',
          }
        : null,
      reminders: occurrence.reminders ? [{ kind: 'before-start', minutes: 15, by: 'screen' }] : [],
      attendees: [],
      attachments: occurrence.attachments ? [agenda] : [],
    },
    organizer: occurrence.people?.organizer ?? null,
    attendees: asked
      ? names.map((name, at) => ({
          address: `${name.toLowerCase().replace(' ', '.')}@monteverde.example`,
          name,
          role: 'required',
          partstat: at < 6 ? 'accepted' : at === 6 ? 'needs-action' : at === 7 ? 'tentative' : 'needs-action',
          kind: 'individual',
        }))
      : [],
    seriesStart: null,
    can: { change: true, answer: asked },
    untold: [],
    problems: 0,
  }
}
