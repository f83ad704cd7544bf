export { applyCalendarEvents, makeCalendarOld } from './live.ts'
