import type { Chore } from './calendar-file.ts'
import { paolo } from './organisations.ts'

export interface DemoList {
  /** The calendar it lies in: one of tasks alone, unless the agenda has it already. */
  name: string
  title: string
  colour: string
  /** Its tasks lie among the events of this calendar. */
  mixed?: true
  chores: Chore[]
}

/** What a technical office has on its desk. */
export const elenaLists: DemoList[] = [
  {
    name: 'da-fare',
    title: 'Da fare',
    colour: '#9676cc',
    chores: [
      {
        title: 'Verbale di via Fonte: rispondere sui due punti',
        day: 0,
        at: '12:00',
        priority: 1,
        notes: 'Infiltrazione sopra l’aula 2B e linea vita fuori computo. Sentire Paolo prima di scrivere.',
        categories: ['scuole'],
        mail: 'via-fonte-4@demo.example',
        remindMinutes: 60,
      },
      { title: 'Firmare le liquidazioni', day: 0, categories: ['ragioneria'] },
      {
        title: 'Relazione PNRR per la rendicontazione',
        day: 4,
        startDay: -2,
        priority: 1,
        percent: 40,
        categories: ['pnrr'],
        notes: 'Modello della Prefettura, allegare il cronoprogramma.',
      },
      { title: 'Quadro economico aggiornato', day: 1, partOf: 'Relazione PNRR per la rendicontazione' },
      {
        title: 'Fotografie del cantiere',
        doneDaysAgo: 1,
        partOf: 'Relazione PNRR per la rendicontazione',
      },
      {
        title: 'Visto della ragioneria',
        day: 3,
        partOf: 'Relazione PNRR per la rendicontazione',
        assignee: paolo,
      },
      {
        title: 'Richiamare Edil Foglia per la proroga',
        day: -1,
        priority: 1,
        categories: ['lavori pubblici'],
      },
      { title: 'Sollecito al gestore dell’acquedotto', day: -4 },
      { title: 'Riepilogo presenze dell’ufficio', day: 2, rule: 'FREQ=WEEKLY', remindMinutes: 1440 },
      { title: 'Rinnovo abbonamento norme UNI', day: 12, priority: 9 },
      { title: 'Riordinare l’archivio delle pratiche 2019', priority: 9 },
      { title: 'Invio dati ISTAT sui permessi', doneDaysAgo: 2 },
      { title: 'Ordine di carta e toner', doneDaysAgo: 6, categories: ['ufficio'] },
    ],
  },
  {
    name: 'elena-guidi',
    title: 'Elena Guidi',
    colour: '#3392a3',
    mixed: true,
    chores: [
      { title: 'Preparare la cartella per la Giunta', day: 1, at: '10:00' },
      { title: 'Prenotare l’auto di servizio per Pesaro', day: 5 },
    ],
  },
]
