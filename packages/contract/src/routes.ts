import { auth } from './auth.ts'
import { calendar } from './calendar-routes.ts'
import { resources } from './calendar-resource-routes.ts'
import { tasks } from './calendar-task-routes.ts'
import { live } from './live.ts'
import { mail } from './mail-routes.ts'
import { settings } from './settings.ts'

/** Every route there is, by area and name. */
export const routes = { auth, calendar, live, mail, resources, settings, tasks } as const
