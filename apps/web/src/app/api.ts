import { routes } from '@staffetta/contract'
import { type ClientOptions, createClient } from '@staffetta/contract/client'
import { session, sessionElsewhere, sessionEnded, sessionUsed } from './session.ts'

export const clientOptions: ClientOptions = {
  fetch: async (...request) => {
    const response = await fetch(...request)
    if (response.ok) sessionUsed()
    return response
  },
  account: () => session.get().me?.accountId ?? null,
  csrfToken: () => session.get().me?.csrfToken ?? null,
  onError: (error) => {
    if (error.code === 'auth/session-required') sessionEnded()
    if (error.code === 'auth/elsewhere') sessionElsewhere()
  },
}

/** Every call to the server, typed by the contract. The only fetch of the web is inside. */
export const api = createClient(routes, clientOptions)
