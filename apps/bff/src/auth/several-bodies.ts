import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Account } from '../http/account.ts'
import { AppError } from '../http/app-error.ts'
import { COOKIE, sessionCookie } from './session-cookie.ts'
import type { OpenSession, Sessions } from './sessions.ts'

/**
 * Somebody works for several bodies: this browser is signed in at each of them, and is one of them at a time. The session of that one
 * is in the cookie of every browser; those of the others wait in this one, and open nothing from there.
 */
const WAITING = '__Host-staffetta-waiting'
/** A cookie holds 4 KiB, and nobody works for more. */
const most = 4

/**
 * All tabs of a browser have one cookie, and what a tab asks for is named by numbers that another person has, too. So it says whom it
 * shows, and gets nothing once the browser has become somebody else. Throws auth/elsewhere.
 */
export function checkMeant(request: FastifyRequest, { accountId }: Account): void {
  const asked = request.headers['x-account'] ?? (request.query as { account?: unknown }).account
  if (asked !== undefined && asked !== accountId) throw new AppError('auth/elsewhere')
}

export interface Seat {
  cookie: string
  session: OpenSession
}

/** What a browser holds: who it is first, then who waits. */
export function cookiesOf(request: FastifyRequest): string[] {
  return [request.cookies[COOKIE], ...(request.cookies[WAITING]?.split('.') ?? [])]
    .filter((cookie) => cookie !== undefined)
    .filter((cookie) => cookie !== '')
    .slice(0, most + 1)
}

/** The sessions of these that have not ended; all of them are used by whoever uses one. */
export async function seatsOf(sessions: Sessions, cookies: string[]): Promise<Seat[]> {
  const found = await Promise.all(
    cookies.map(async (cookie) => {
      const session = await sessions.resume(cookie).catch(() => undefined)
      return session && { cookie, session }
    }),
  )
  return found.filter((seat) => seat !== undefined)
}

/**
 * Somebody came in: the browser is them now. Who was there waits where that was the wish, and is out otherwise: the next
 * person at this desk must not find them. Gives back who waits.
 */
export async function takeSeat(
  sessions: Sessions,
  reply: FastifyReply,
  came: Seat,
  before: { cookies: string[]; wait: boolean },
): Promise<Seat[]> {
  const others = (await seatsOf(sessions, before.cookies)).filter(
    ({ session }) => session.account.key !== came.session.account.key,
  )
  const waiting = before.wait ? others.slice(0, most) : []
  for (const seat of others) if (!waiting.includes(seat)) await sessions.end(seat.session)
  writeSeats(reply, came.cookie, waiting)
  return waiting
}

export function writeSeats(reply: FastifyReply, cookie: string, waiting: Seat[]): void {
  reply.setCookie(COOKIE, cookie, sessionCookie)
  if (waiting.length === 0) reply.clearCookie(WAITING, sessionCookie)
  else reply.setCookie(WAITING, waiting.map((seat) => seat.cookie).join('.'), sessionCookie)
}

export function clearSeats(reply: FastifyReply): void {
  reply.clearCookie(COOKIE, sessionCookie)
  reply.clearCookie(WAITING, sessionCookie)
}
