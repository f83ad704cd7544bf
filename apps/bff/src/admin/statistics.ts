import type { BodyUsage } from '@staffetta/contract'
import type { Db } from '../db/open.ts'
import { usageOf } from '../db/usage.ts'
import { rowOf } from '../http/csv-row.ts'

const STATISTICS_DAYS = 30
/** Of fewer people a number says what somebody in particular does. */
const FEWEST = 5

const words = {
  it: {
    head: ['Ente', 'Persone', 'Entrate negli ultimi 30 giorni', 'Messaggi inviati negli ultimi 30 giorni'],
    few: 'meno di 5',
    of: 'di meno di 5 persone',
  },
  en: {
    head: ['Body', 'People', 'Signed in within 30 days', 'Messages sent within 30 days'],
    few: 'fewer than 5',
    of: 'of fewer than 5 people',
  },
} as const

/** What bodies make of the service (undefined: all of them); null where it would be about fewer than five people. */
export async function statistics(db: Db, own: readonly string[] | undefined): Promise<BodyUsage[]> {
  return (await usageOf(db, STATISTICS_DAYS))
    .filter(({ tenantId }) => own === undefined || own.includes(tenantId))
    .map(({ tenantId, name, people, active, senders, sent }) => ({
      tenantId,
      name,
      people: enough(people),
      active: enough(active),
      sent: senders === 0 || senders >= FEWEST ? sent : null,
    }))
}

/** Nobody is nobody in particular. */
function enough(people: number): number | null {
  return people === 0 || people >= FEWEST ? people : null
}

export function statisticsTable(bodies: readonly BodyUsage[], language: 'it' | 'en'): string {
  const { head, few, of } = words[language]
  const rows = bodies.map(({ name, people, active, sent }) =>
    rowOf([name, String(people ?? few), String(active ?? few), String(sent ?? of)]),
  )
  return `\uFEFF${rowOf(head)}${rows.join('')}`
}
