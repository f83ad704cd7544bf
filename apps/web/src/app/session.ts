import type { Me } from '@staffetta/contract'
import { createStore } from './store.ts'

/**
 * starting: nothing asked yet · restored: the last person here, shown from what was kept, not yet confirmed ·
 * in · expired: the work stays on screen below a dialog · elsewhere: so it does, and the browser is somebody else now · leaving: what was kept is being deleted · out.
 */
type SessionState = 'starting' | 'restored' | 'in' | 'expired' | 'elsewhere' | 'leaving' | 'out'

interface Session {
  state: SessionState
  me: Me | null
  /** When the server will end the session if nothing is asked of it. */
  idleEndsAt: number
  /** Why one is out, for the sign-in page. */
  reason: 'signed-out' | 'signed-out-draft-kept' | 'ended' | null
}

export const session = createStore<Session>({ state: 'starting', me: null, idleEndsAt: 0, reason: null })

const rememberedKey = 'staffetta.account'

/** Who was here last and until when: enough to open their store at once after a reload. Never of a shared workstation. */
export interface Remembered {
  tenant: string
  accountId: string
  endsAt: number
}

export function remembered(): Remembered | null {
  try {
    const value = JSON.parse(localStorage.getItem(rememberedKey) ?? 'null') as Remembered | null
    // After its end a session's mail must not be seen again without signing in.
    return value && value.endsAt > Date.now() ? value : null
  } catch {
    return null
  }
}

const hereKey = 'staffetta.here'
/** Of what somebody is told when they come in, and not again at each reload. */
const toldKey = 'staffetta.told'

export function wasTold(what: string): boolean {
  try {
    return sessionStorage.getItem(toldKey) === what
  } catch {
    return false
  }
}

export function rememberTold(what: string): void {
  try {
    sessionStorage.setItem(toldKey, what)
  } catch {
    // It is told again.
  }
}

/** Whether this browser may have a session at all: without one there is nothing to ask the server. */
export function maybeSignedIn(): boolean {
  try {
    return localStorage.getItem(hereKey) !== null
  } catch {
    return true
  }
}

/** The browser leaves for where somebody proves who they are: when it is back, the server is to be asked. */
export function maySignInElsewhere(): void {
  try {
    localStorage.setItem(hereKey, '1')
  } catch {
    // It is asked always.
  }
}

export function signedIn(me: Me): void {
  session.set({ state: 'in', me, idleEndsAt: Date.parse(me.session.endsAt), reason: null })
  remember()
}

export function sessionRestored(me: Me, endsAt: number): void {
  if (session.get().state !== 'starting') return
  session.set({ state: 'restored', me, idleEndsAt: endsAt })
}

/** The server answered: the idle limit has started again. */
export function sessionUsed(): void {
  const { me, state } = session.get()
  if (!me || state !== 'in') return
  const absoluteEnd = Date.parse(me.session.absoluteEndsAt)
  const idleEndsAt = Math.min(absoluteEnd, Date.now() + me.session.idleSeconds * 1000)
  // Within a few seconds nothing on screen depends on it.
  if (idleEndsAt - session.get().idleEndsAt < 5000) return
  session.set({ idleEndsAt })
  remember()
}

/** The session is over while there is work on screen (or not): a dialog, or the sign-in page. */
export function sessionEnded(): void {
  const { state } = session.get()
  if (state === 'in') session.set({ state: 'expired' })
  else if (state === 'restored' || state === 'starting') leave(state === 'restored' ? 'ended' : null)
}

/** Another tab of this browser works for another body now; what is on screen here is still of the one before. */
export function sessionElsewhere(): void {
  if (session.get().me !== null) session.set({ state: 'elsewhere' })
}

/** Out, by choice or because nobody was in. */
export function leave(reason: Session['reason']): void {
  forgetWhoIsHere()
  session.set({ state: 'out', me: null, idleEndsAt: 0, reason })
}

export function forgetWhoIsHere(): void {
  try {
    localStorage.removeItem(rememberedKey)
    localStorage.removeItem(hereKey)
    sessionStorage.removeItem(toldKey)
  } catch {
    // Nothing was kept.
  }
}

function remember(): void {
  const { me, idleEndsAt } = session.get()
  if (me) rememberAs(me, idleEndsAt)
}

/** The page that is loaded next opens their store. */
export function rememberAs(me: Me, endsAt = Date.parse(me.session.endsAt)): void {
  const value: Remembered = { tenant: me.tenant.slug, accountId: me.accountId, endsAt }
  try {
    // Says that somebody is in, not who: all that a shared workstation may keep.
    localStorage.setItem(hereKey, '1')
    if (!me.session.shared) localStorage.setItem(rememberedKey, JSON.stringify(value))
  } catch {
    // Without storage a reload asks the server first.
  }
}
