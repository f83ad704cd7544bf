import { routes } from '@staffetta/contract'
import { type ClientOptions, createClient } from '@staffetta/contract/client'
import { session, sessionEnded, sessionUsed } from './session.ts'

export const clientOptions: ClientOptions = {
  fetch: async (...request) => {
    const response = await fetch(...request)
    if (response.ok) sessionUsed()
    return response
  },
  csrfToken: () => session.get().me?.csrfToken ?? null,
  onError: (error) => {
    if (error.code === 'auth/session-required') sessionEnded()
  },
}

/** Every call to the server, typed by the contract. The only fetch of the web is inside. */
export const api = createClient(routes, clientOptions)
