import { adminChecks, type CheckFrame, type CheckOutcome } from '@staffetta/contract'
import type { FastifyInstance } from 'fastify'
import { listCheckOutcomes } from '../db/check-outcomes.ts'
import { listDomainExpectations } from '../db/domain-expectations.ts'
import { claimedDomains, findTenant, type Tenant } from '../db/tenants.ts'
import { AppError } from '../http/app-error.ts'
import { sendLines } from '../http/json-lines.ts'
import { mount } from '../http/mount.ts'
import { RateLimit } from '../http/rate-limit.ts'
import { expectOf, nothingExpected, readExpectation } from './expectation.ts'
import { sortOutcomes } from './outcomes.ts'
import { nextRunAt } from './run-due.ts'
import { runChecksBy } from './run-by.ts'
import type { CheckDeps } from './run.ts'

/** Every look reaches out to servers somebody named: enough for whoever mends things, and too little to search a network. */
const RUNS = { burst: 30, perMinute: 12 }

export function mountChecks(app: FastifyInstance, deps: CheckDeps & { runsByItself: boolean }): void {
  const { db } = deps
  const limit = new RateLimit(RUNS)
  const known = async (id: string): Promise<Tenant> => {
    const tenant = await findTenant(db, 'id', id)
    if (tenant === undefined) throw new AppError('request/not-found')
    return tenant
  }

  mount(app, adminChecks.getReport, async ({ params }) => {
    const tenant = await known(params.tenantId)
    const outcomes = sortOutcomes(await listCheckOutcomes(db, tenant.id))
    return { outcomes, nextRunAt: deps.runsByItself ? nextRunAt(tenant, outcomes) : null }
  })

  mount(app, adminChecks.run, async ({ params, body, administrator, reply }) => {
    const tenant = await known(params.tenantId)
    limit.take(tenant.id)
    // Whoever closes the page ends nothing: what was begun is stored, and the register knows of it.
    await sendLines<CheckFrame>(
      reply,
      framesOf(runChecksBy(deps, administrator.actor, tenant, body)),
      (error) => {
        deps.onBug?.(error)
        return { kind: 'failed', outcome: null }
      },
    )
  })

  mount(app, adminChecks.listExpectations, async ({ params }) => {
    const tenant = await known(params.tenantId)
    const expectations = await listDomainExpectations(db, tenant.id)
    return claimedDomains(tenant).map((domain) => ({
      domain,
      expectation: expectations.get(domain) ?? nothingExpected,
    }))
  })

  mount(app, adminChecks.putExpectation, async ({ params, body, administrator }) => {
    const tenant = await known(params.tenantId)
    if (!claimedDomains(tenant).includes(params.domain)) throw new AppError('request/not-found')
    const read = readExpectation(body)
    if (read.kind === 'wrong') throw new AppError('request/invalid', { fields: [read.field] })
    const { expectation } = read
    await expectOf(db, administrator.actor, { tenant, domain: params.domain, expectation })
    return expectation
  })
}

async function* framesOf(outcomes: AsyncIterable<CheckOutcome>): AsyncGenerator<CheckFrame> {
  for await (const outcome of outcomes) yield { kind: 'outcome', outcome }
}
