import { type Contact, isGroup } from '../state/contact.ts'

/** A part of a body, as its people's cards name it from the largest part to the smallest. */
export interface Office {
  /** Its name and those above it, so that it can stand in an address. */
  path: string
  name: string
  level: number
  /** In it and in all its parts. */
  people: number
  parts: Office[]
}

export const pathOf = (units: readonly string[]): string => units.map(encodeURIComponent).join('/')

export const namesOf = (path: string): string[] =>
  path
    .split('/')
    .filter(Boolean)
    .map((part) => {
      try {
        return decodeURIComponent(part)
      } catch {
        return part
      }
    })

export function isInOffice({ units }: Contact, path: string): boolean {
  return namesOf(path).every((name, at) => units[at] === name)
}

/** All the parts there are, by name; who is in none is in the whole alone. */
export function officesOf(contacts: readonly Contact[]): Office[] {
  const roots: Office[] = []
  const known = new Map<string, Office>()
  for (const contact of contacts) {
    if (isGroup(contact)) continue
    let parts = roots
    contact.units.forEach((name, at) => {
      const path = pathOf(contact.units.slice(0, at + 1))
      let office = known.get(path)
      if (office === undefined) {
        office = { path, name, level: at + 1, people: 0, parts: [] }
        known.set(path, office)
        parts.push(office)
      }
      office.people++
      parts = office.parts
    })
  }
  const byName = (offices: Office[]): Office[] => {
    offices.forEach(({ parts }) => byName(parts))
    return offices.sort((a, b) => a.name.localeCompare(b.name))
  }
  return byName(roots)
}
