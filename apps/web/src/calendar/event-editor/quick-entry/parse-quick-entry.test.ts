import type { Locale } from '@staffetta/i18n'
import { expect, test } from 'vitest'
import { parseQuickEntry } from './parse-quick-entry.ts'

// A Wednesday, ten in the morning.
const now = new Date('2026-11-25T10:00:00+01:00')

/** "title | when | repeat | @place", the parts that are there. */
function read(text: string, language: Locale): string {
  const { title, start, end, location, recurrence } = parseQuickEntry(text, {
    now,
    zone: 'Europe/Rome',
    language,
  }).fields
  const when =
    start?.date !== undefined
      ? `${start.date}..${end!.date!}`
      : start &&
        `${start.local!.slice(0, 16)}..${end!.local!.slice(start.local!.slice(0, 10) === end!.local!.slice(0, 10) ? 11 : 0, 16)}`
  const rule = recurrence && [
    recurrence.frequency,
    recurrence.interval > 1 && `x${recurrence.interval}`,
    recurrence.weekdays.map(({ day, nth }) => `${nth ?? ''}${day}`).join(','),
    recurrence.monthDays.join(','),
    recurrence.positions.join(',') && `#${recurrence.positions.join(',')}`,
    recurrence.end.kind === 'until' && `<=${recurrence.end.until}`,
    recurrence.end.kind === 'count' && `n${recurrence.end.count}`,
  ]
  return [title, when, rule && rule.filter(Boolean).join(' '), location && `@${location}`]
    .filter(Boolean)
    .join(' | ')
}

test.each([
  [
    "Riunione con l'ufficio tecnico domani alle 15 in sala giunta",
    "Riunione con l'ufficio tecnico | 2026-11-26T15:00..16:00 | @sala giunta",
  ],
  ['Sopralluogo via Fonte gio 9-11', 'Sopralluogo via Fonte | 2026-11-26T09:00..11:00'],
  ['ferie dal 3 al 14 agosto', 'ferie | 2027-08-03..2027-08-15'],
  ['Giunta ogni giovedì alle 15', 'Giunta | 2026-11-26T15:00..16:00 | weekly TH'],
  ["dentista 26/11 ore 9:30 per un'ora", 'dentista | 2026-11-26T09:30..10:30'],
  ['Riunione', 'Riunione'],
  ['', ''],
  ['Consiglio comunale venerdì alle 20.30', 'Consiglio comunale | 2026-11-27T20:30..21:30'],
  ['CONSIGLIO VENERDI ALLE 18', 'CONSIGLIO | 2026-11-27T18:00..19:00'],
  ['Caffè con Anna oggi alle 11', 'Caffè con Anna | 2026-11-25T11:00..12:00'],
  ['colloquio alle 9', 'colloquio | 2026-11-26T09:00..10:00'],
  ['colloquio alle 11', 'colloquio | 2026-11-25T11:00..12:00'],
  ['colloquio mercoledì alle 9', 'colloquio | 2026-12-02T09:00..10:00'],
  ['colloquio mercoledì alle 11', 'colloquio | 2026-11-25T11:00..12:00'],
  ['Commissione lunedì prossimo alle 14:30', 'Commissione | 2026-11-30T14:30..15:30'],
  ['Commissione prossimo mercoledì alle 11', 'Commissione | 2026-12-02T11:00..12:00'],
  ['Verifica martedì della prossima settimana ore 10', 'Verifica | 2026-12-01T10:00..11:00'],
  ['dopodomani dalle 9 alle 11 corso sicurezza', 'corso sicurezza | 2026-11-27T09:00..11:00'],
  ['corso dalle 9.30 alle 12.45 il 3 dicembre', 'corso | 2026-12-03T09:30..12:45'],
  ['Corso tra le 14 e le 16 di lunedì', 'Corso | 2026-11-30T14:00..16:00'],
  ['Visita alle 3', 'Visita | 2026-11-25T15:00..16:00'],
  ['Visita alle 3 di notte domani', 'Visita | 2026-11-26T03:00..04:00'],
  ['Visita domani alle 4 del pomeriggio', 'Visita | 2026-11-26T16:00..17:00'],
  ['Visita domani alle 9 di sera', 'Visita | 2026-11-26T21:00..22:00'],
  ['pranzo domani a mezzogiorno', 'pranzo | 2026-11-26T12:00..13:00'],
  ["pranzo domani all'una", 'pranzo | 2026-11-26T13:00..14:00'],
  ['sportello domani alle 9 e mezza', 'sportello | 2026-11-26T09:30..10:30'],
  ['sportello domani alle 9 e un quarto per 20 minuti', 'sportello | 2026-11-26T09:15..09:35'],
  ["incontro domani alle 10 per mezz'ora", 'incontro | 2026-11-26T10:00..10:30'],
  ["incontro domani alle 10 per un'ora e mezza", 'incontro | 2026-11-26T10:00..11:30'],
  ['incontro domani alle 10 per due ore', 'incontro | 2026-11-26T10:00..12:00'],
  ['incontro domani alle 10, 1h30', 'incontro | 2026-11-26T10:00..11:30'],
  ['incontro domani alle 10 per 90 min', 'incontro | 2026-11-26T10:00..11:30'],
  ['scadenza 30 novembre', 'scadenza | 2026-11-30..2026-12-01'],
  ['scadenza bando 31/12/2027', 'scadenza bando | 2027-12-31..2028-01-01'],
  ['scadenza 2027-01-15', 'scadenza | 2027-01-15..2027-01-16'],
  ['scadenza 15.01.2027', 'scadenza | 2027-01-15..2027-01-16'],
  ['scadenza il 3', 'scadenza | 2026-12-03..2026-12-04'],
  ['San Firmino il 1° dicembre', 'San Firmino | 2026-12-01..2026-12-02'],
  ['festa il primo maggio', 'festa | 2027-05-01..2027-05-02'],
  ['gio 26/11/2026 ore 15 Giunta', 'Giunta | 2026-11-26T15:00..16:00'],
  ['Giunta giovedì 26 novembre ore 15', 'Giunta | 2026-11-26T15:00..16:00'],
  ['Giunta giovedì 26 alle 15', 'Giunta | 2026-11-26T15:00..16:00'],
  ['mar 15-16 colloquio', 'colloquio | 2026-12-01T15:00..16:00'],
  ['ferie 3-14 agosto', 'ferie | 2027-08-03..2027-08-15'],
  ['ferie dal 28 dicembre al 6 gennaio', 'ferie | 2026-12-28..2027-01-07'],
  ['ferie dal 28/12 al 6/1', 'ferie | 2026-12-28..2027-01-07'],
  ['trasferta da lunedì a venerdì', 'trasferta | 2026-11-30..2026-12-05'],
  ['trasferta da venerdì a martedì', 'trasferta | 2026-11-27..2026-12-02'],
  ['malattia da domani per 3 giorni', 'malattia da | 2026-11-26..2026-11-29'],
  ['mercato domani tutto il giorno', 'mercato | 2026-11-26..2026-11-27'],
  ['mercato tutto il giorno', 'mercato | 2026-11-25..2026-11-26'],
  ['richiamare Rossi tra 3 giorni', 'richiamare Rossi | 2026-11-28..2026-11-29'],
  ['richiamare Rossi fra due settimane alle 9', 'richiamare Rossi | 2026-12-09T09:00..10:00'],
  ['ogni lunedì e mercoledì 9-10 ricevimento', 'ricevimento | 2026-11-30T09:00..10:00 | weekly MO,WE'],
  ['Ricevimento tutti i martedì alle 16', 'Ricevimento | 2026-12-01T16:00..17:00 | weekly TU'],
  ['Ricevimento ogni 2 settimane di giovedì alle 9', 'Ricevimento | 2026-11-26T09:00..10:00 | weekly x2 TH'],
  ['staff ogni altro lunedì 10-11', 'staff | 2026-11-30T10:00..11:00 | weekly x2 MO'],
  ['staff ogni quindici giorni il lunedì alle 10', 'staff | 2026-11-30T10:00..11:00 | weekly x2 MO'],
  ['apertura ogni giorno alle 8', 'apertura | 2026-11-26T08:00..09:00 | daily'],
  ['apertura ogni giorno lavorativo alle 8', 'apertura | 2026-11-26T08:00..09:00 | weekly MO,TU,WE,TH,FR'],
  ['backup ogni 3 giorni alle 22', 'backup | 2026-11-25T22:00..23:00 | daily x3'],
  ['Commissione ogni primo lunedì del mese alle 17', 'Commissione | 2026-12-07T17:00..18:00 | monthly 1MO'],
  [
    'Commissione il secondo martedì di ogni mese alle 17',
    'Commissione | 2026-12-08T17:00..18:00 | monthly 2TU',
  ],
  ["riunione l'ultimo venerdì del mese alle 9", 'riunione | 2026-11-27T09:00..10:00 | monthly -1FR'],
  [
    "stipendi l'ultimo giorno lavorativo del mese",
    'stipendi | 2026-11-30..2026-12-01 | monthly MO,TU,WE,TH,FR #-1',
  ],
  ['affitto il 5 di ogni mese', 'affitto | 2026-12-05..2026-12-06 | monthly 5'],
  ['chiusura a fine mese', 'chiusura | 2026-11-30..2026-12-01 | monthly -1'],
  ['compleanno Anna ogni anno 3 marzo', 'compleanno Anna | 2027-03-03..2027-03-04 | yearly 3'],
  [
    'Giunta ogni giovedì alle 15 fino al 30/06/2027',
    'Giunta | 2026-11-26T15:00..16:00 | weekly TH <=2027-06-30',
  ],
  ['Corso ogni lunedì 14-16 per 10 volte', 'Corso | 2026-11-30T14:00..16:00 | weekly MO n10'],
  ['Riunione domani alle 10 presso la Provincia', 'Riunione | 2026-11-26T10:00..11:00 | @Provincia'],
  ['Riunione @Municipio domani alle 10', 'Riunione | 2026-11-26T10:00..11:00 | @Municipio'],
  ['Sopralluogo in via Fonte domani', 'Sopralluogo | 2026-11-26..2026-11-27 | @via Fonte'],
  [
    'Incontro alla biblioteca comunale sab ore 17',
    'Incontro | 2026-11-28T17:00..18:00 | @biblioteca comunale',
  ],
  ['Riunione in sala giunta', 'Riunione | @sala giunta'],
  ['Riunione in ritardo', 'Riunione in ritardo'],
  ['Delibera 12/2026', 'Delibera 12/2026'],
  ['Acquisto 12.50 euro', 'Acquisto 12.50 euro'],
  ['Protocollo 31/4', 'Protocollo 31/4'],
  ['Panda AB123CD domani 8:30-12', 'Panda AB123CD | 2026-11-26T08:30..12:00'],
  ['turno domani dalle 22 alle 24', 'turno | 2026-11-26T22:00..2026-11-27T00:00'],
  ['Aggiornamento PNRR 2026-2027', 'Aggiornamento PNRR 2026-2027'],
  ['sportello domani 9–13', 'sportello | 2026-11-26T09:00..13:00'],
  ['pranzo domani 12-2', 'pranzo | 2026-11-26T12:00..14:00'],
])('"%s" becomes: %s', (text, expected) => {
  expect(read(text, 'it')).toBe(expected)
})

test.each([
  ['call with Anna tomorrow 3pm', 'call with Anna | 2026-11-26T15:00..16:00'],
  ['every other monday 10-11', '2026-11-30T10:00..11:00 | weekly x2 MO'],
  [
    'standup every weekday at 9:15 for 15 minutes',
    'standup | 2026-11-26T09:15..09:30 | weekly MO,TU,WE,TH,FR',
  ],
  ['Board on Friday from 2 to 4pm', 'Board | 2026-11-27T14:00..16:00'],
  ['lunch thu at noon', 'lunch | 2026-11-26T12:00..13:00'],
  ['leave from 3 to 14 August', 'leave | 2027-08-03..2027-08-15'],
  ['leave August 3-14', 'leave | 2027-08-03..2027-08-15'],
  ['deadline Nov 30', 'deadline | 2026-11-30..2026-12-01'],
  ['deadline 30th of November at 12', 'deadline | 2026-11-30T12:00..13:00'],
  ['review on the 3rd at 10am', 'review | 2026-12-03T10:00..11:00'],
  ['dentist 26/11 9:30 for an hour and a half', 'dentist | 2026-11-26T09:30..11:00'],
  ['meeting next wednesday at 10', 'meeting | 2026-12-02T10:00..11:00'],
  ['meeting tuesday next week 10am-12pm', 'meeting | 2026-12-01T10:00..12:00'],
  ['inspection in two weeks', 'inspection | 2026-12-09..2026-12-10'],
  ['inspection the day after tomorrow all day', 'inspection | 2026-11-27..2026-11-28'],
  [
    'council every first monday of the month at 6pm'.replace('every', 'on the'),
    'council | 2026-12-07T18:00..19:00 | monthly 1MO',
  ],
  [
    'payroll on the last working day of every month',
    'payroll | 2026-11-30..2026-12-01 | monthly MO,TU,WE,TH,FR #-1',
  ],
  ['rent on the 5th of every month', 'rent | 2026-12-05..2026-12-06 | monthly 5'],
  [
    'class every tuesday and thursday 5-6pm until 30/06/2027',
    'class | 2026-11-26T17:00..18:00 | weekly TU,TH <=2027-06-30',
  ],
  [
    'training every 2 weeks on monday at 9, 10 times',
    'training | 2026-11-30T09:00..10:00 | weekly x2 MO n10',
  ],
  ['interview tomorrow at 10 in the council room', 'interview | 2026-11-26T10:00..11:00 | @council room'],
  ['interview tomorrow at 10 @ Town hall', 'interview | 2026-11-26T10:00..11:00 | @Town hall'],
  ['drinks today half past 5', 'drinks | 2026-11-25T17:30..18:30'],
  ['call at 11-1pm', 'call | 2026-11-25T11:00..13:00'],
  ['call tomorrow at 8 in the evening', 'call | 2026-11-26T20:00..21:00'],
  ['in a hurry', 'in a hurry'],
])('"%s" becomes in English: %s', (text, expected) => {
  expect(read(text, 'en')).toBe(expected)
})

test('says where in the text each part stands, so that it can be shown', () => {
  const text = 'Giunta ogni giovedì alle 15 in sala giunta'

  const { parts } = parseQuickEntry(text, { now, zone: 'Europe/Rome', language: 'it' })

  expect(parts.map(({ kind, from, to }) => [kind, text.slice(from, to)])).toEqual([
    ['repeat', 'ogni giovedì'],
    ['hours', 'alle 15'],
    ['place', 'in sala giunta'],
  ])
})

test('a day is today where the person is, not where the server is', () => {
  const late = new Date('2026-11-25T23:30:00Z')

  const { fields } = parseQuickEntry('domani', { now: late, zone: 'Europe/Rome', language: 'it' })

  expect(fields.start).toEqual({ kind: 'date', date: '2026-11-27' })
})

test('never throws, and never takes long, whatever is typed', () => {
  const words =
    'ogni dal al 3 14 agosto giovedì alle 15 e mezza - / . , il primo per un’ora in sala @ 26/11 9-11 \u0001 İ 🙂 tra 2'.split(
      ' ',
    )
  let seed = 7
  const random = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647
  const started = performance.now()
  for (let trial = 0; trial < 2000; trial++) {
    const text = Array.from({ length: 12 }, () => words[Math.floor(random() * words.length)]).join(' ')
    for (const language of ['it', 'en'] as const)
      parseQuickEntry(text, { now, zone: 'Europe/Rome', language })
  }
  expect(performance.now() - started).toBeLessThan(10_000)
})
