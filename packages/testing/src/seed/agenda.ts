import type { Appointment } from './calendar-file.ts'
import { davide, elena, lucia, paolo, sandra } from './organisations.ts'

export interface DemoCalendar {
  name: string
  title: string
  colour: string
  appointments: Appointment[]
}

const segreteria = { name: 'Segreteria generale', address: 'segreteria@monteverde.example' }
const technical = 'Ufficio tecnico, stanza 12'

/** A busy week of the technical office and what lies around it. */
export const elenaCalendars: DemoCalendar[] = [
  {
    name: 'elena-guidi',
    title: 'Elena Guidi',
    colour: '#3392a3',
    appointments: [
      {
        title: 'Istruttoria SCIA',
        day: -28,
        from: '09:00',
        to: '11:00',
        where: technical,
        rule: 'FREQ=WEEKLY;BYDAY=MO,WE,FR',
        except: [-19],
        changed: [{ day: 2, title: 'Istruttoria SCIA: via del Mulino', from: '08:30', to: '10:30' }],
      },
      {
        title: 'Ricevimento tecnici',
        day: -27,
        from: '10:00',
        to: '13:00',
        where: 'Sportello edilizia',
        rule: 'FREQ=WEEKLY;BYDAY=TU,TH',
        remindMinutes: 10,
        changed: [{ day: 3, from: '11:00', to: '13:30' }],
      },
      {
        title: 'Giunta comunale',
        day: -11,
        from: '15:00',
        to: '17:00',
        where: 'Sala giunta',
        notes: 'Ordine del giorno sul protocollo. Relazione sulle pratiche edilizie al punto 4.',
        rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TH',
        organizer: segreteria,
        attendees: [
          { ...segreteria, partstat: 'ACCEPTED' },
          { name: elena.name, address: elena.address, partstat: 'NEEDS-ACTION' },
          { name: paolo.name, address: paolo.address, partstat: 'ACCEPTED' },
          { name: davide.name, address: davide.address, partstat: 'TENTATIVE' },
        ],
      },
      {
        title: 'Commissione paesaggio',
        day: 1,
        from: '14:30',
        to: '16:30',
        where: 'Sala verde',
        categories: ['Paesaggio'],
      },
      { title: 'Telefonata Soprintendenza', day: 1, from: '15:00', to: '15:30', status: 'TENTATIVE' },
      {
        title: 'Verifica titoli PNRR scuola via Fonte',
        day: 1,
        from: '15:15',
        to: '16:45',
        where: technical,
        categories: ['PNRR'],
      },
      {
        title: 'Conferenza di servizi: ponte sul Foglia',
        day: 2,
        from: '11:00',
        to: '13:00',
        where: 'Provincia, sala riunioni',
        organizer: { name: elena.name, address: elena.address },
        attendees: [
          { name: paolo.name, address: paolo.address, partstat: 'ACCEPTED' },
          { name: sandra.name, address: sandra.address, partstat: 'NEEDS-ACTION' },
        ],
      },
      { title: 'Firma determine', day: 2, from: '12:30', to: '13:00', remindMinutes: 15 },
      {
        title: 'Call: fondi europei, Londra',
        day: 2,
        from: '14:00',
        to: '15:00',
        zone: 'Europe/London',
        where: 'In linea',
      },
      { title: 'Ordine del giorno commissione', day: 3, from: '08:30', to: '09:00' },
      { title: 'Incontro studio Ferri', day: 4, from: '11:30', to: '12:30', where: technical },
      { title: 'Scadenza integrazioni via del Mulino', day: 4, free: true, categories: ['Scadenze'] },
      { title: 'Ferie Paolo Guerrini', day: 3, lastDay: 6, free: true },
      {
        title: 'Relazione semestrale',
        day: 0,
        from: '14:00',
        to: '16:00',
        notes: 'Bozza condivisa con la ragioneria.',
      },
      { title: 'Allineamento ragioneria', day: 0, from: '15:00', to: '15:45', where: 'Stanza 4' },
      { title: 'Riunione di servizio', day: 7, from: '08:30', to: '09:00', where: technical },
      { title: 'Variante al piano regolatore', day: 8, from: '15:00', to: '18:00', where: 'Sala consiliare' },
      {
        title: 'Consiglio comunale',
        day: 9,
        from: '20:30',
        to: '01:00',
        lastDay: 10,
        where: 'Sala consiliare',
      },
      { title: 'Formazione: appalti', day: 10, lastDay: 11, where: 'Pesaro', categories: ['Formazione'] },
      { title: 'Udienza TAR', day: -6, from: '10:00', to: '12:00', where: 'Ancona', remindMinutes: 60 },
      { title: 'Sorteggio commissione di gara', day: -5, from: '09:30', to: '10:00', status: 'CANCELLED' },
      { title: 'Bilancio: capitoli opere', day: -4, from: '11:00', to: '12:30' },
      { title: 'Collaudo palestra', day: -3, from: '14:00', to: '16:00', where: 'Palestra comunale' },
      { title: 'Pratiche arretrate', day: 14, from: '09:00', to: '13:00' },
      { title: 'Visita scuola primaria', day: 15, from: '10:00', to: '11:30' },
      {
        title: 'Rendiconto PNRR',
        day: 17,
        from: '09:00',
        to: '12:00',
        categories: ['PNRR'],
        remindMinutes: 1440,
      },
    ],
  },
  {
    name: 'sopralluoghi',
    title: 'Sopralluoghi',
    colour: '#cb6d47',
    appointments: [
      {
        title: 'Sopralluogo via del Mulino 14',
        day: 0,
        from: '11:30',
        to: '13:00',
        where: 'Via del Mulino 14',
      },
      { title: 'Sopralluogo cantiere ponte', day: 1, from: '08:00', to: '09:30', where: 'Strada del Foglia' },
      {
        title: 'Sopralluogo località Ca’ Bernardi',
        day: 2,
        from: '11:30',
        to: '13:00',
        where: 'Ca’ Bernardi',
      },
      {
        title: 'Verifica abuso, zona artigianale',
        day: 3,
        from: '08:30',
        to: '10:30',
        where: 'Via dell’Artigianato',
      },
      {
        title: 'Sopralluogo frana Monte Tenetra',
        day: 4,
        from: '09:00',
        to: '11:30',
        notes: 'Con la protezione civile.',
      },
      { title: 'Sopralluogo scuola via Fonte', day: 7, from: '10:00', to: '11:00', where: 'Via Fonte 3' },
      { title: 'Picchettamento parcheggio', day: 8, from: '09:00', to: '10:00' },
      { title: 'Sopralluogo acquedotto', day: 11, from: '08:00', to: '10:00' },
      { title: 'Sopralluogo cimitero', day: -7, from: '09:00', to: '10:00' },
      { title: 'Sopralluogo via Roma 2', day: -5, from: '15:00', to: '16:00' },
      { title: 'Verifica ponteggi teatro', day: -3, from: '10:00', to: '11:30' },
    ],
  },
  {
    name: 'personale',
    title: 'Personale',
    colour: '#9676cc',
    appointments: [
      {
        title: 'Pilates',
        day: -26,
        from: '18:30',
        to: '19:30',
        rule: 'FREQ=WEEKLY;BYDAY=WE',
        confidential: true,
      },
      { title: 'Dentista', day: 3, from: '17:30', to: '18:15', confidential: true, remindMinutes: 120 },
      { title: 'Compleanno di Marta', day: 5, rule: 'FREQ=YEARLY', free: true },
      { title: 'Recita scolastica', day: 11, from: '17:00', to: '18:30', confidential: true },
      { title: 'Revisione auto', day: 14, from: '07:45', to: '08:30' },
      { title: 'Ferie', day: 28, lastDay: 32 },
    ],
  },
  {
    name: 'ufficio-tecnico',
    title: 'Ufficio tecnico',
    colour: '#549463',
    appointments: [
      {
        title: 'Mercato settimanale',
        day: -23,
        rule: 'FREQ=WEEKLY;BYDAY=SA',
        free: true,
        where: 'Piazza della Repubblica',
      },
      { title: 'Chiusura strada del Foglia', day: 1, lastDay: 3, free: true },
      { title: 'Turno reperibilità', day: -28, lastDay: -22, rule: 'FREQ=WEEKLY;INTERVAL=4', free: true },
      { title: 'Manutenzione server', day: 4, from: '22:00', to: '02:00', lastDay: 5 },
      { title: 'Apertura sabato', day: 12, from: '08:30', to: '12:30', where: 'Sportello edilizia' },
      {
        title: 'Riunione mensile',
        day: -24,
        from: '09:00',
        to: '10:00',
        rule: 'FREQ=MONTHLY;BYDAY=1FR',
        where: technical,
      },
    ],
  },
]

const giunta = elenaCalendars[0]!.appointments.find(({ title }) => title === 'Giunta comunale')!

/** What the others have: a calendar of their own, or their office's. */
export const otherCalendars: [string, DemoCalendar[]][] = [
  [
    paolo.address,
    [
      {
        name: 'paolo',
        title: 'Paolo Guerrini',
        colour: '#488acb',
        appointments: [giunta, { title: 'Cantiere via Roma', day: 1, from: '09:00', to: '11:00' }],
      },
    ],
  ],
  [
    lucia.address,
    [
      {
        name: 'lucia',
        title: 'Lucia Sarti',
        colour: '#cf6485',
        appointments: [
          { title: 'Matrimonio civile', day: 5, from: '11:00', to: '12:00', where: 'Sala consiliare' },
        ],
      },
    ],
  ],
  [
    davide.address,
    [
      {
        name: 'davide',
        title: 'Davide Lolli',
        colour: '#a5812b',
        appointments: [giunta, { title: 'Variazione di bilancio', day: 2, from: '09:00', to: '12:00' }],
      },
    ],
  ],
  [
    'anagrafe@monteverde.example',
    [
      {
        name: 'sportello',
        title: 'Sportello anagrafe',
        colour: '#3392a3',
        appointments: [
          {
            title: 'Apertura sportello',
            day: -28,
            from: '08:30',
            to: '12:30',
            rule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
          },
          {
            title: 'Carte d’identità: appuntamenti',
            day: -27,
            from: '15:00',
            to: '17:30',
            rule: 'FREQ=WEEKLY;BYDAY=TU',
          },
        ],
      },
    ],
  ],
  [
    'protocollo@monteverde.example',
    [
      {
        name: 'protocollo',
        title: 'Ufficio protocollo',
        colour: '#7e8893',
        appointments: [
          { title: 'Invio conservazione', day: -28, from: '13:00', to: '13:30', rule: 'FREQ=DAILY' },
        ],
      },
    ],
  ],
  [
    sandra.address,
    [
      {
        name: 'sandra',
        title: 'Sandra Venturi',
        colour: '#549463',
        appointments: [
          {
            title: 'Giunta Borgo Metauro',
            day: -27,
            from: '16:00',
            to: '18:00',
            rule: 'FREQ=WEEKLY;BYDAY=TU',
          },
          { title: 'Incontro con Monteverde', day: 2, from: '11:00', to: '12:00' },
        ],
      },
    ],
  ],
]
