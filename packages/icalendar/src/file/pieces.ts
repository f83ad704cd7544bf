import { type Component, componentsOf } from '../text/component.ts'
import { textOf } from '../text/property.ts'
import { readTree } from '../text/read-tree.ts'
import { writeTree } from '../text/write-tree.ts'

/** What a stored text adds to a file of many: its zones by their names, and everything else word for word. */
export interface TextPieces {
  zones: [tzid: string, text: string][]
  body: string
}

/** Nothing for what is no calendar. */
export function piecesOf(text: string): TextPieces {
  const tree = readTree(text)
  if (tree.kind === 'unreadable') return { zones: [], body: '' }
  const inside = tree.calendars.flatMap((calendar) => componentsOf(calendar))
  const isZone = (component: Component) => component.name === 'VTIMEZONE'
  return {
    zones: inside.filter(isZone).map((zone) => [textOf(zone, 'TZID') ?? '', writeTree(zone)]),
    body: inside
      .filter((component) => !isZone(component))
      .map((component) => writeTree(component))
      .join(''),
  }
}
