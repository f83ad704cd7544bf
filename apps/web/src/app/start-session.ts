import type { Me } from '@staffetta/contract'
import { queryOptions } from '@tanstack/react-query'
import { api } from './api.ts'
import { dropCache, keepCache, restoreCache } from './kept-cache.ts'
import { queryClient } from './query-client.ts'
import { leave, maybeSignedIn, remembered, session, sessionRestored, signedIn } from './session.ts'

const meQuery = queryOptions({
  queryKey: ['auth', 'me'],
  queryFn: () => api.auth.getMe({}),
  meta: { kept: true },
})

/**
 * Finds out who is here. When the last session cannot have ended yet, what was kept of it is shown at once and the
 * server confirms meanwhile; otherwise the server is asked first.
 */
export async function startSession(): Promise<void> {
  if (!maybeSignedIn()) return leave(null)
  const last = remembered()
  const confirmed = api.auth.getMe({}).then(welcome, refused)
  if (!last) return confirmed
  await restoreCache(last.tenant, last.accountId)
  const me = queryClient.getQueryData(meQuery.queryKey)
  if (!me) return confirmed
  sessionRestored(me, last.endsAt)
}

/** A person is in: by the form, or by the cookie they came with. */
export function welcome(me: Me): void {
  const before = session.get().me
  if (before && before.accountId !== me.accountId) {
    // Another person: nothing of the one before may stay in memory.
    location.replace('/')
    return
  }
  signedIn(me)
  // The token is worth something to whoever reads the disk; the rest of it is only what the strip shows.
  queryClient.setQueryData(meQuery.queryKey, { ...me, csrfToken: '' })
  if (!me.session.shared) keepCache(me.tenant.slug, me.accountId)
}

async function refused(): Promise<void> {
  const { state } = session.get()
  // 401 has been dealt with (session.ts); anything else is a server that cannot be asked now.
  if (state === 'out') await dropCache()
  else if (state === 'starting') leave(null)
}

/** Signs out here, whatever the server says: nothing of the person stays. */
export async function signOut({ everywhere = false } = {}): Promise<void> {
  await (everywhere ? api.auth.signOutEverywhere({}) : api.auth.signOut({})).catch((error: unknown) => {
    if (everywhere) throw error
  })
  leave('signed-out')
  await dropCache()
}

/** Stays signed in: the idle limit starts again. */
export async function stay(): Promise<void> {
  signedIn(await api.auth.extendSession({}))
}
