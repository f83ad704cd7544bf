import { oneOf, type Static } from './schema.ts'

/** What people are given, each of which can be on or off for a body. */
export const Service = oneOf('mail', 'calendar', 'contacts')
export type Service = Static<typeof Service>
