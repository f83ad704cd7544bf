import type { Me } from '@staffetta/contract'
import { queryOptions } from '@tanstack/react-query'
import { api } from './api.ts'
import { dropCache, keepCache, restoreCache } from './kept-cache.ts'
import { queryClient } from './query-client.ts'
import { deleteAccountStore } from './account-store.ts'
import { rememberReason, takeReason, tellOtherTabs, whenSignedOutElsewhere } from './leaving.ts'
import {
  forgetWhoIsHere,
  leave,
  maybeSignedIn,
  remembered,
  session,
  sessionEnded,
  sessionRestored,
  signedIn,
  type Remembered,
} from './session.ts'
import { hasUnsavedWork, saveWork } from './unsaved-work.ts'

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
  if (!maybeSignedIn()) return leave(takeReason())
  const last = remembered()
  const confirmed = api.auth.getMe({}).then(welcome, () => refused(last))
  if (!last) return confirmed
  await restoreCache(last)
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
  if (!me.session.shared) keepCache(ownerOf(me))
}

async function refused(last: Remembered | null): Promise<void> {
  const { state } = session.get()
  // 401 has been dealt with (session.ts); anything else is a server that cannot be asked now.
  if (state === 'out') {
    queryClient.clear()
    if (last) await dropCache(last)
  } else if (state === 'starting') leave(null)
}

/** Signs out here, whatever the server says: nothing of the person stays, in this tab or in another. */
export async function signOut({ everywhere = false } = {}): Promise<void> {
  const saved = await saveWork()
  const told = await (everywhere ? api.auth.signOutEverywhere({}) : api.auth.signOut({})).catch(
    (error: unknown) => {
      if (everywhere) throw error
    },
  )
  tellOtherTabs()
  const kept = !saved && session.get().me?.session.shared === false
  await forget(kept ? 'signed-out-draft-kept' : 'signed-out', told?.continueAt ?? undefined)
}

/** The page starts anew: no variable of it can show the next person anything. */
async function forget(
  reason: 'signed-out' | 'signed-out-draft-kept',
  /** Where the session at the identity provider ends, too. */
  continueAt = '/login',
): Promise<void> {
  const { me } = session.get()
  session.set({ state: 'leaving' })
  forgetWhoIsHere()
  rememberReason(reason)
  if (me) {
    await dropCache(ownerOf(me))
    if (reason === 'signed-out') await deleteAccountStore(ownerOf(me), 'drafts')
  }
  location.replace(continueAt)
}

whenSignedOutElsewhere(() => {
  if (session.get().me === null) return
  // What was never saved is worth more than an empty screen: it stays, below the dialog that asks to sign in.
  if (hasUnsavedWork()) sessionEnded()
  else void forget('signed-out')
})

function ownerOf(me: Me): Pick<Remembered, 'tenant' | 'accountId'> {
  return { tenant: me.tenant.slug, accountId: me.accountId }
}

/** Stays signed in: the idle limit starts again. */
export async function stay(): Promise<void> {
  signedIn(await api.auth.extendSession({}))
}
