import type { Me, OtherBody } from '@staffetta/contract'
import { queryOptions } from '@tanstack/react-query'
import { api } from './api.ts'
import { dropCaches, keepCache, restoreCache } from './kept-cache.ts'
import { queryClient } from './query-client.ts'
import { deleteAccountStore } from './account-store.ts'
import { rememberReason, takeReason, tellOtherTabs, whenToldElsewhere } from './leaving.ts'
import {
  forgetWhoIsHere,
  leave,
  maybeSignedIn,
  rememberAs,
  remembered,
  session,
  sessionElsewhere,
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
    forgetWhoIsHere()
    rememberAs(me)
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
    if (last) await dropCaches()
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
  tellOtherTabs('out')
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
  await dropCaches()
  if (reason === 'signed-out')
    for (const one of me ? [me, ...me.others] : []) await deleteAccountStore(ownerOf(one), 'drafts')
  location.replace(continueAt)
}

/** Works for another body from now on. Throws ApiError, and then nothing has changed. */
export async function switchBody(accountId: string): Promise<void> {
  await saveWork()
  become(await api.auth.switchBody({ accountId }))
}

/** The page starts anew as somebody else: no variable of it can show one body's things to the other. */
export function become(next: Me): void {
  session.set({ state: 'leaving' })
  tellOtherTabs({ now: next.accountId })
  forgetWhoIsHere()
  rememberAs(next)
  location.replace('/')
}

/** From a page the browser was taken away from: it is that person's again. Throws ApiError. */
export async function comeBack(): Promise<void> {
  const { me } = session.get()
  if (me === null) return
  const again = await api.auth.switchBody({ accountId: me.accountId })
  tellOtherTabs({ now: again.accountId })
  welcome(again)
}

whenToldElsewhere(
  () => {
    if (session.get().me === null) return
    // What was never saved is worth more than an empty screen: it stays, below the dialog that asks to sign in.
    if (hasUnsavedWork()) sessionEnded()
    else void forget('signed-out')
  },
  (accountId) => {
    const { me } = session.get()
    if (me === null) return
    if (me.accountId !== accountId) sessionElsewhere()
    // It was elsewhere, and the browser has come back.
    else api.auth.getMe({}).then(welcome, () => undefined)
  },
)

function ownerOf({ tenant, accountId }: OtherBody): Pick<Remembered, 'tenant' | 'accountId'> {
  return { tenant: tenant.slug, accountId }
}

/** Stays signed in: the idle limit starts again. */
export async function stay(): Promise<void> {
  signedIn(await api.auth.extendSession({}))
}
