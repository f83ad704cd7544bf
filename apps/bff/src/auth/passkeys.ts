import { randomBytes } from 'node:crypto'
import type { adminKeys, Body, KeyCreation, KeyRequest } from '@staffetta/contract'
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import type { FastifyRequest } from 'fastify'
import {
  insertPasskey,
  passkeysOf,
  putChallenge,
  takeChallenge,
  takeCounter,
  type Challenge,
  type PasskeyRow,
} from '../db/passkeys.ts'
import type { Db } from '../db/open.ts'
import { factorsOf, lockFactors, replaceFactors } from '../db/second-factors.ts'
import { setProved } from '../db/sessions.ts'
import { AppError } from '../http/app-error.ts'
import type { SignedIn } from '../http/mount.ts'
import { record, recorded } from '../register/record.ts'
import { tellOfAccess } from './access-letters.ts'
import { about, takeInvitation, type SecondFactor } from './second-factor.ts'

const CHALLENGE_MS = 2 * 60_000
const MOST_KEYS = 10

interface Deps {
  db: Db
  secondFactor: SecondFactor
  publicUrl: URL | null
}

/** Where the browser is. */
interface Place {
  origin: string
  host: string
}

/** Keys (WebAuthn): one signs at the host it was made at and nowhere else, and only once it has looked at the person. */
export class Passkeys {
  readonly #deps: Deps

  constructor(deps: Deps) {
    this.#deps = deps
  }

  async begin(
    { account, sessionHash }: SignedIn,
    invitation: string | undefined,
    request: FastifyRequest,
  ): Promise<KeyCreation> {
    const { db, secondFactor } = this.#deps
    if (invitation !== undefined) await secondFactor.checkInvitation(account, invitation)
    const { host } = this.#placeOf(request)
    const keys = await passkeysOf(db, account)
    if (keys.length >= MOST_KEYS) throw new AppError('admin/keys-full')
    const options = await generateRegistrationOptions({
      challenge: await this.#challenge({ sessionHash, purpose: 'make', host }),
      rpID: host,
      rpName: `Staffetta ${account.tenant.name}`,
      userID: Uint8Array.from(Buffer.from(account.accountId)),
      userName: account.address,
      userDisplayName: account.address,
      timeout: CHALLENGE_MS,
      excludeCredentials: known(keys, host),
    })
    return {
      ...(options as KeyCreation),
      authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
    }
  }

  /** Gives the codes for the day it is lost, where this is the first factor of all. */
  async add(
    { account, sessionHash }: SignedIn,
    given: Body<typeof adminKeys.addKey>,
    request: FastifyRequest,
  ): Promise<string[]> {
    const { db, secondFactor } = this.#deps
    const place = this.#placeOf(request)
    secondFactor.limit.take(account.key)
    const made = await this.#made({ sessionHash, purpose: 'make', host: place.host }, place, given)
    const name = given.name.trim()
    const recovery = secondFactor.newRecovery(account)
    const codes = await db.transaction().execute(async (tx) => {
      await lockFactors(tx, account)
      await takeInvitation(tx, account, given.invitation)
      if ((await passkeysOf(tx, account)).length >= MOST_KEYS) throw new AppError('admin/keys-full')
      const first = (await factorsOf(tx, account)).length === 0
      const key = { ...made, host: place.host, transports: given.transports, name }
      if (!(await insertPasskey(tx, account, key))) throw new AppError('admin/key-known')
      if (first) await replaceFactors(tx, account, recovery.rows)
      await setProved(tx, sessionHash)
      const whose = about(account, request.ip)
      await tellOfAccess(tx, account, whose.actor, { what: 'key-added', name })
      await record(tx, { act: 'factor/key-added', ...whose, details: { name, host: place.host } })
      return first ? recovery.codes : []
    })
    secondFactor.limit.giveBack(account.key)
    return codes
  }

  async beginProof({ account, sessionHash }: SignedIn, request: FastifyRequest): Promise<KeyRequest> {
    const { host } = this.#placeOf(request)
    const allowCredentials = known(await passkeysOf(this.#deps.db, account), host)
    // An empty list would ask for any key there is.
    if (allowCredentials.length === 0) throw new AppError('admin/second-factor-required')
    const options = await generateAuthenticationOptions({
      challenge: await this.#challenge({ sessionHash, purpose: 'prove', host }),
      rpID: host,
      timeout: CHALLENGE_MS,
      allowCredentials,
      userVerification: 'required',
    })
    return options as KeyRequest
  }

  async prove(
    { account, sessionHash }: SignedIn,
    given: Body<typeof adminKeys.proveByKey>,
    request: FastifyRequest,
  ): Promise<void> {
    const { db, secondFactor } = this.#deps
    const place = this.#placeOf(request)
    secondFactor.limit.take(account.key)
    const keys = await passkeysOf(db, account)
    const key = keys.find(({ credentialId, host }) => credentialId === given.id && host === place.host)
    const whose = about(account, request.ip)
    const counter =
      key && (await this.#counted({ sessionHash, purpose: 'prove', host: place.host }, place, key, given))
    if (key === undefined || counter === undefined || !(await takeCounter(db, account, key.id, counter))) {
      await recorded(db, { act: 'factor/refused', ...whose, details: { by: 'key' } }, async () => undefined)
      throw new AppError('admin/key-refused')
    }
    secondFactor.limit.giveBack(account.key)
    const deed = { act: 'factor/proved', ...whose, details: { by: 'key', name: key.name } } as const
    await recorded(db, deed, (tx) => setProved(tx, sessionHash))
  }

  async #challenge(of: Omit<Challenge, 'challenge'>): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = Uint8Array.from(randomBytes(32))
    const challenge = Buffer.from(bytes).toString('base64url')
    await putChallenge(this.#deps.db, { ...of, challenge }, new Date(Date.now() + CHALLENGE_MS))
    return bytes
  }

  async #made(
    of: Omit<Challenge, 'challenge'>,
    { origin, host }: Place,
    { id, clientDataJSON, attestationObject }: Body<typeof adminKeys.addKey>,
  ): Promise<Pick<PasskeyRow, 'credentialId' | 'publicKey' | 'counter'>> {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: {
        id,
        rawId: id,
        type: 'public-key',
        clientExtensionResults: {},
        response: { clientDataJSON, attestationObject },
      },
      expectedChallenge: (challenge) => takeChallenge(this.#deps.db, { ...of, challenge }),
      expectedOrigin: origin,
      expectedRPID: host,
      requireUserVerification: true,
    }).catch(refused)
    if (!verified) throw new AppError('admin/key-refused')
    const { credential } = registrationInfo
    return {
      credentialId: credential.id,
      publicKey: Buffer.from(credential.publicKey),
      counter: credential.counter,
    }
  }

  /** What the key counts now; undefined where it did not sign, or is a copy that counts behind. */
  async #counted(
    of: Omit<Challenge, 'challenge'>,
    { origin, host }: Place,
    key: PasskeyRow,
    { id, clientDataJSON, authenticatorData, signature }: Body<typeof adminKeys.proveByKey>,
  ): Promise<number | undefined> {
    const answer = await verifyAuthenticationResponse({
      response: {
        id,
        rawId: id,
        type: 'public-key',
        clientExtensionResults: {},
        response: { clientDataJSON, authenticatorData, signature },
      },
      expectedChallenge: (challenge) => takeChallenge(this.#deps.db, { ...of, challenge }),
      expectedOrigin: origin,
      expectedRPID: host,
      credential: {
        id: key.credentialId,
        publicKey: Uint8Array.from(key.publicKey),
        counter: key.counter,
      },
      requireUserVerification: true,
    }).catch(() => undefined)
    return answer?.verified === true ? answer.authenticationInfo.newCounter : undefined
  }

  /** A browser says where it is, and `checkOrigin` has looked at that; what says nothing is no browser, and where it asked. */
  #placeOf({ headers }: FastifyRequest): Place {
    const url = new URL(headers.origin ?? this.#deps.publicUrl ?? `https://${headers.host ?? ''}`)
    return { origin: url.origin, host: url.hostname }
  }
}

/** The library throws a sentence for every way an answer is not right: they are one refusal. */
function refused(error: unknown): never {
  throw error instanceof AppError ? error : new AppError('admin/key-refused', undefined, { cause: error })
}

function known(keys: PasskeyRow[], host: string) {
  return keys
    .filter((key) => key.host === host)
    .map(({ credentialId, transports }) => ({ id: credentialId, transports }))
}
