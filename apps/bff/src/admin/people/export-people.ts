import type { Db } from '../../db/open.ts'
import { listPeople } from '../../db/people.ts'
import type { Actor } from '../../http/actor.ts'
import { rowOf } from '../../http/csv-row.ts'
import { recorded } from '../../register/record.ts'

const words = {
  it: {
    head: ['Indirizzo', 'Nome', 'Gruppo', 'Stato', 'Ultimo accesso'],
    states: { enabled: 'abilitato', disabled: 'disabilitato', left: 'uscito' },
  },
  en: {
    head: ['Address', 'Name', 'Group', 'State', 'Last sign-in'],
    states: { enabled: 'enabled', disabled: 'disabled', left: 'left' },
  },
} as const

/** A table that the import reads back; the mark at its head is what Excel knows UTF-8 by. */
export async function exportPeople(
  db: Db,
  actor: Actor,
  { tenantId, language }: { tenantId: string; language: 'it' | 'en' },
): Promise<string> {
  const people = await listPeople(db, tenantId)
  const deed = { act: 'people/exported', actor, tenantId, details: { count: people.length } } as const
  await recorded(db, deed, async () => undefined)
  const { head, states } = words[language]
  const rows = people.map(({ address, name, group, state, signedInAt }) =>
    rowOf([address, name, group, states[state], signedInAt?.toISOString().slice(0, 10) ?? '']),
  )
  return `\uFEFF${rowOf(head)}${rows.join('')}`
}
