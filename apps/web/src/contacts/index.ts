export { applyContactsEvents, makeContactsOld } from './state/live.ts'
