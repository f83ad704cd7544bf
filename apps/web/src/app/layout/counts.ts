import { createStore } from '../store.ts'

/** What waits in a service one is not in: shown on the rail, filled by whoever knows the area. */
export const counts = createStore({ unread: 0 })
