export { parse, type ParseResult } from './object/parse.ts'
export { type CalendarObject, type Method, type ObjectKind, textOfObject } from './object/calendar-object.ts'
export {
  expand,
  type Expansion,
  type ExpandLimits,
  type Occurrence,
  type Window,
} from './recurrence/expand.ts'
