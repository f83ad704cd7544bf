import { randomInt, randomUUID } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { seal, sha256, unseal } from '../crypto/seal.ts'
import type { Db } from '../db/open.ts'
import {
  factorsOf,
  invitationStands,
  putInvitation,
  replaceFactors,
  takeRecovery,
  takeStep,
  useInvitation,
  type FactorRow,
} from '../db/second-factors.ts'
import { setProved } from '../db/sessions.ts'
import type { Account } from '../http/account.ts'
import type { Actor } from '../http/actor.ts'
import { AppError } from '../http/app-error.ts'
import type { SignedIn } from '../http/mount.ts'
import { RateLimit } from '../http/rate-limit.ts'
import { record, recorded } from '../register/record.ts'
import { tellOfAccess } from './access-letters.ts'
import { actorOf } from './administrators.ts'

const PERIOD_SECONDS = 30
const RECOVERY_CODES = 10
const INVITATION_MS = 7 * 86_400_000
const PENDING_MS = 15 * 60_000

interface Deps {
  db: Db
  key: Buffer
}

/** Codes of an authenticator (RFC 6238), and ten for the day it is lost. Secrets are sealed, codes are good once. */
export class SecondFactor {
  readonly #deps: Deps
  /** Tries of all kinds together. */
  readonly limit = new RateLimit({ burst: 5, perMinute: 2 })

  constructor(deps: Deps) {
    this.#deps = deps
  }

  async begin({ account, sessionHash }: SignedIn, invitation: string | undefined) {
    if (invitation !== undefined) await this.checkInvitation(account, invitation)
    const secret = new Secret({ size: 20 })
    const until = Date.now() + PENDING_MS
    return {
      uri: totp(account, secret).toString(),
      secret: secret.base32,
      pending: seal(
        `${until} ${secret.base32}`,
        { server: this.#deps.key, holder: sessionHash },
        pendingOf(account),
      ).toString('base64url'),
    }
  }

  /** Gives the codes for the day it is lost, which are told this once. */
  async confirm(
    signedIn: SignedIn,
    given: { invitation?: string; pending: string; code: string },
    ip: string,
  ): Promise<string[]> {
    const { account, sessionHash } = signedIn
    const { db, key } = this.#deps
    this.limit.take(account.key)
    const opened = unseal(
      Buffer.from(given.pending, 'base64url'),
      { server: key, holder: sessionHash },
      pendingOf(account),
    )
    const [until = '0', base32 = ''] = opened?.split(' ') ?? []
    if (base32 === '' || Number(until) < Date.now()) throw new AppError('admin/code-refused')
    const step = stepOf(account, base32, given.code)
    if (step === null) throw new AppError('admin/code-refused')
    const id = randomUUID()
    const { codes, rows } = this.newRecovery(account)
    rows.push({ id, kind: 'totp', sealed: this.#seal(account, id, base32) })
    await db.transaction().execute(async (tx) => {
      await takeInvitation(tx, account, given.invitation)
      await replaceFactors(tx, account, rows)
      await takeStep(tx, account, id, step)
      await setProved(tx, sessionHash)
      await tellOfAccess(tx, account, actorOf(account, ip), { what: 'code-set' })
      await record(tx, { act: 'factor/set', ...about(account, ip) })
    })
    this.limit.giveBack(account.key)
    return codes
  }

  async prove({ account, sessionHash }: SignedIn, code: string, ip: string): Promise<void> {
    const { db } = this.#deps
    const factors = await factorsOf(db, account)
    if (factors.length === 0) throw new AppError('admin/second-factor-required')
    this.limit.take(account.key)
    const by = await this.#use(account, factors, code)
    if (by === null) {
      await recorded(db, { act: 'factor/refused', ...about(account, ip) }, async () => undefined)
      throw new AppError('admin/code-refused')
    }
    this.limit.giveBack(account.key)
    const deed = { act: 'factor/proved', ...about(account, ip), details: { by } } as const
    await recorded(db, deed, async (tx) => {
      await setProved(tx, sessionHash)
      const left = factors.filter(({ kind }) => kind === 'recovery').length - 1
      if (by === 'recovery') await tellOfAccess(tx, account, deed.actor, { what: 'recovery-used', left })
    })
  }

  async #use(account: Account, factors: FactorRow[], code: string): Promise<FactorRow['kind'] | null> {
    const { db } = this.#deps
    for (const { id, kind, sealed } of factors) {
      const secret = this.#open(account, id, sealed)
      if (secret === undefined) continue
      if (kind === 'recovery' && secret === plain(code) && (await takeRecovery(db, account, id))) return kind
      const step = kind === 'totp' ? stepOf(account, secret, code) : null
      if (step !== null && (await takeStep(db, account, id, step))) return kind
    }
    return null
  }

  /** Ten codes for the day it is lost, to be told once, and what is kept of them. */
  newRecovery(account: Account): { codes: string[]; rows: FactorRow[] } {
    const codes = Array.from({ length: RECOVERY_CODES }, newCode)
    const rows = codes.map((code): FactorRow => {
      const id = randomUUID()
      return { id, kind: 'recovery', sealed: this.#seal(account, id, plain(code)) }
    })
    return { codes, rows }
  }

  async checkInvitation(account: Account, invitation: string): Promise<void> {
    this.limit.take(account.key)
    if (!(await invitationStands(this.#deps.db, invitedOf(account), hashOf(invitation))))
      throw new AppError('admin/invitation-refused')
    this.limit.giveBack(account.key)
  }

  #seal(account: Account, id: string, secret: string): Buffer {
    return seal(
      secret,
      { server: this.#deps.key, holder: Buffer.from('second factor') },
      factorOf(account, id),
    )
  }

  #open(account: Account, id: string, sealed: Buffer): string | undefined {
    const halves = { server: this.#deps.key, holder: Buffer.from('second factor') }
    return unseal(sealed, halves, factorOf(account, id))
  }
}

/** A code that lets a person set up their second factor, once, within a week; told to whoever gave them the role. */
export async function invite(
  tx: Db,
  invited: { tenantId: string; address: string },
  actor: Actor,
  scopeId: string | null,
): Promise<string> {
  const code = newCode()
  const address = invited.address.toLowerCase()
  await putInvitation(
    tx,
    { ...invited, address },
    { codeHash: hashOf(code), endsAt: new Date(Date.now() + INVITATION_MS) },
  )
  await record(tx, { act: 'factor/invited', actor, tenantId: scopeId ?? invited.tenantId, subject: address })
  return code
}

/** Uses it up, where somebody came with one. */
export async function takeInvitation(tx: Db, account: Account, code: string | undefined): Promise<void> {
  if (code !== undefined && !(await useInvitation(tx, invitedOf(account), hashOf(code))))
    throw new AppError('admin/invitation-refused')
}

/** Ten letters and digits that are not taken for each other: 50 bits. */
function newCode(): string {
  const letters = Array.from({ length: 10 }, () => 'abcdefghjkmnpqrstuvwxyz23456789'[randomInt(31)])
  return `${letters.slice(0, 5).join('')}-${letters.slice(5).join('')}`
}

function plain(code: string): string {
  return code.toLowerCase().replace(/[^a-z0-9]/g, '')
}

function hashOf(code: string): Buffer {
  return sha256(Buffer.from(plain(code)))
}

function totp({ address, tenant }: Account, secret: Secret): TOTP {
  return new TOTP({ issuer: `Staffetta ${tenant.name}`, label: address, secret, period: PERIOD_SECONDS })
}

/** The step of time a code is of: now, or half a minute before or after it; null: of none. */
function stepOf(account: Account, base32: string, code: string): number | null {
  const token = code.replace(/\s/g, '')
  if (!/^\d{6}$/.test(token)) return null
  const delta = totp(account, Secret.fromBase32(base32)).validate({ token, window: 1 })
  return delta === null ? null : Math.floor(Date.now() / 1000 / PERIOD_SECONDS) + delta
}

function pendingOf({ tenantId, accountId }: Account) {
  return { tenantId, accountId, rowId: 'pending second factor' }
}

function factorOf({ tenantId, accountId }: Account, id: string) {
  return { tenantId, accountId, rowId: id }
}

function invitedOf({ tenantId, address }: Account) {
  return { tenantId, address: address.toLowerCase() }
}

export function about(account: Account, ip: string) {
  return { actor: actorOf(account, ip), tenantId: account.tenantId, subject: account.address }
}
