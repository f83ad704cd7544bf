import { adminAccess } from '@staffetta/contract'
import type { FastifyInstance } from 'fastify'
import type { Db } from '../db/open.ts'
import { factorsOf } from '../db/second-factors.ts'
import { AppError } from '../http/app-error.ts'
import { mount, type SignedIn } from '../http/mount.ts'
import type { Administrators } from './administrators.ts'
import type { SecondFactor } from './second-factor.ts'

interface AdminAccessDeps {
  db: Db
  administrators: Administrators
  secondFactor: SecondFactor
}

export function mountAdminAccess(app: FastifyInstance, deps: AdminAccessDeps): void {
  const { db, administrators, secondFactor } = deps

  /** The first one wants the invitation, so that a stolen password alone makes no administrator; another one, the one before. */
  const mayBegin = async (signedIn: SignedIn, invitation: string | undefined) => {
    if (invitation !== undefined || (await administrators.isFresh(signedIn))) return
    const has = (await factorsOf(db, signedIn.account)).length > 0
    throw new AppError(has ? 'admin/proof-required' : 'admin/invitation-refused')
  }

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
}
