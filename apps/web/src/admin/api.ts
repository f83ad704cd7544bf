import { adminRoutes } from '@staffetta/contract'
import { createClient } from '@staffetta/contract/client'
import { clientOptions } from '../app/api.ts'

/** What only administrators ask; its routes come with this area. */
export const adminApi = createClient(adminRoutes, clientOptions)
