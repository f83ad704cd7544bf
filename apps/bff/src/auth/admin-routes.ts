import { adminAccess, adminKeys } from '@staffetta/contract'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Db } from '../db/open.ts'
import type { Account } from '../http/account.ts'
import { AppError } from '../http/app-error.ts'
import { mount, type SignedIn } from '../http/mount.ts'
import type { Administrators } from './administrators.ts'
import { listFactors, removeCode, removeKey, renameKey, renewRecovery } from './factors.ts'
import type { Passkeys } from './passkeys.ts'
import { about, type SecondFactor } from './second-factor.ts'

interface AdminAccessDeps {
  db: Db
  administrators: Administrators
  secondFactor: SecondFactor
  passkeys: Passkeys
}

export function mountAdminAccess(app: FastifyInstance, deps: AdminAccessDeps): void {
  const { db, administrators, secondFactor, passkeys } = deps

  /**
   * The first one wants the invitation, so that a stolen password alone makes no administrator; another one, one before. An
   * invitation of another role is no way around those that somebody has.
   */
  const mayBegin = async (signedIn: SignedIn, invitation: string | undefined) => {
    if (await administrators.isFresh(signedIn)) return
    const { keys, code } = await listFactors(db, signedIn.account)
    if (keys.length > 0 || code !== null) throw new AppError('admin/proof-required')
    if (invitation === undefined) throw new AppError('admin/invitation-refused')
  }
  const by = (account: Account, request: FastifyRequest) => about(account, request.ip)

  mount(app, adminAccess.getAccess, async (call) => administrators.access(call))

  mount(app, adminAccess.beginFactor, async ({ account, sessionHash, body }) => {
    await mayBegin({ account, sessionHash }, body.invitation)
    return secondFactor.begin({ account, sessionHash }, body.invitation)
  })

  mount(app, adminAccess.confirmFactor, async ({ account, sessionHash, body, request }) => {
    await mayBegin({ account, sessionHash }, body.invitation)
    const recoveryCodes = await secondFactor.confirm({ account, sessionHash }, body, request.ip)
    return { recoveryCodes, access: await administrators.access({ account, sessionHash }) }
  })

  mount(app, adminAccess.prove, async ({ account, sessionHash, body, request }) => {
    await secondFactor.prove({ account, sessionHash }, body.code, request.ip)
    return administrators.access({ account, sessionHash })
  })

  mount(app, adminKeys.beginKey, async ({ account, sessionHash, body, request }) => {
    await mayBegin({ account, sessionHash }, body.invitation)
    return passkeys.begin({ account, sessionHash }, body.invitation, request)
  })

  mount(app, adminKeys.addKey, async ({ account, sessionHash, body, request }) => {
    await mayBegin({ account, sessionHash }, body.invitation)
    const recoveryCodes = await passkeys.add({ account, sessionHash }, body, request)
    return { recoveryCodes, access: await administrators.access({ account, sessionHash }) }
  })

  mount(app, adminKeys.beginProof, async ({ account, sessionHash, request }) =>
    passkeys.beginProof({ account, sessionHash }, request),
  )

  mount(app, adminKeys.proveByKey, async ({ account, sessionHash, body, request }) => {
    await passkeys.prove({ account, sessionHash }, body, request)
    return administrators.access({ account, sessionHash })
  })

  mount(app, adminKeys.listFactors, async ({ account }) => listFactors(db, account))

  mount(app, adminKeys.renameKey, async ({ account, params, body, request }) => {
    await renameKey(db, account, params.keyId, { name: body.name.trim(), about: by(account, request) })
    return listFactors(db, account)
  })

  mount(app, adminKeys.removeKey, async ({ account, params, request }) => {
    await removeKey(db, account, params.keyId, by(account, request))
    return listFactors(db, account)
  })

  mount(app, adminKeys.removeCode, async ({ account, request }) => {
    await removeCode(db, account, by(account, request))
    return listFactors(db, account)
  })

  mount(app, adminKeys.renewRecovery, async ({ account, request }) => ({
    recoveryCodes: await renewRecovery(db, secondFactor, account, by(account, request)),
  }))
}
