import type { PersonRow } from '@staffetta/contract'
import { useState } from 'react'

/** Whom one has chosen, as they were seen then: also those who are out of sight. */
export type Chosen = ReadonlyMap<string, PersonRow>

export interface Selection {
  chosen: Chosen
  toggle: (person: PersonRow) => void
  add: (people: readonly PersonRow[]) => void
  clear: () => void
}

export function useSelection(): Selection {
  const [chosen, setChosen] = useState<Chosen>(new Map())
  return {
    chosen,
    toggle: (person) =>
      setChosen((before) => {
        const after = new Map(before)
        if (!after.delete(person.id)) after.set(person.id, person)
        return after
      }),
    add: (people) =>
      setChosen((before) => new Map([...before, ...people.map((one) => [one.id, one] as const)])),
    clear: () => setChosen(new Map()),
  }
}
