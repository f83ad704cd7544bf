import { announcementRoutes } from '@staffetta/contract'
import { createClient } from '@staffetta/contract/client'
import { clientOptions } from '../app/api.ts'

/** Asked for once the first rows stand; its routes come with this area. */
export const api = createClient(announcementRoutes, clientOptions)
