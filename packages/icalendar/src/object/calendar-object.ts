import { type Component, findLine, linesOf } from '../text/component.ts'
import type { Problem } from '../text/problem.ts'
import { propertyOf } from '../text/property.ts'
import { writeTree } from '../text/write-tree.ts'
import { type Moment, readMoment } from '../time/moment.ts'
import { zonesOf } from './object-zones.ts'

export type ObjectKind = 'event' | 'task' | 'journal' | 'free-busy' | 'availability'
export type Method =
  | 'publish'
  | 'request'
  | 'reply'
  | 'add'
  | 'cancel'
  | 'refresh'
  | 'counter'
  | 'declinecounter'

/** One UID: the series or single appearance, and what replaces some of its occurrences. Not to be changed: edits give a new one. */
export interface CalendarObject {
  readonly kind: ObjectKind
  readonly uid: string
  readonly method?: Method
  /** VCALENDAR, with the components of this UID and the zones of the file. */
  readonly calendar: Component
  /** Missing when only single occurrences of somebody's series are known. */
  readonly master?: Component
  /** Components with a RECURRENCE-ID, in the order of the file. */
  readonly overrides: readonly Component[]
  readonly problems: readonly Problem[]
}

/** The text of an object, CRLF, folded by octets where something changed and untouched elsewhere. */
export function textOfObject(object: CalendarObject): string {
  return writeTree(object.calendar)
}

/** The first time of a property of one component; undefined when there is none or it makes no sense. */
export function momentIn(calendar: Component, component: Component, name: string): Moment | undefined {
  const line = findLine(component, name)
  const property = line === undefined ? undefined : propertyOf(line)
  return property === undefined ? undefined : readMoment(property.values[0], property, zonesOf(calendar).find)
}

/** All times of a property that may stand several times and hold several values. */
export function momentsIn(calendar: Component, component: Component, name: string): Moment[] {
  const moments: Moment[] = []
  for (const line of linesOf(component, name)) {
    const property = propertyOf(line)
    for (const value of property?.values ?? []) {
      const moment = readMoment(value, property!, zonesOf(calendar).find)
      if (moment !== undefined) moments.push(moment)
    }
  }
  return moments
}
