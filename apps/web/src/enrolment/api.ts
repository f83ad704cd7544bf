import { enrolmentRoutes } from '@staffetta/contract'
import { createClient } from '@staffetta/contract/client'

/** Whoever asks is signed in nowhere: whose request it is, a cookie says. */
export const api = createClient(enrolmentRoutes, {
  fetch: (...request) => fetch(...request),
  account: () => null,
  csrfToken: () => null,
}).enrolment
