import { adminPeople } from '@staffetta/contract'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Db } from '../../db/open.ts'
import { countByState, listGroups, listPeople } from '../../db/people.ts'
import { AppError } from '../../http/app-error.ts'
import { mount } from '../../http/mount.ts'
import { wholeOf } from '../../http/whole-of.ts'
import { knownTenant } from '../tenants.ts'
import { changePeople } from './change-people.ts'
import { exportPeople } from './export-people.ts'
import { dryRun, importPeople } from './import-people.ts'
import { leave } from './leave.ts'
import { knownPerson, personDetail, rowOf } from './person.ts'
import { endSessionsOf } from './sessions.ts'
import { setSignInRuleOf } from './sign-in-rule.ts'

const FILE_BYTES = 5_000_000

interface Deps {
  db: Db
  /** Sessions of the body have ended: this node need not wait to notice. */
  onEnded: (tenantId: string) => void
}

export function mountAdminPeople(app: FastifyInstance, { db, onEnded }: Deps): void {
  mount(app, adminPeople.getOverview, async ({ params: { tenantId } }) => {
    const [{ signIn }, groups, counts] = await Promise.all([
      knownTenant(db, tenantId),
      listGroups(db, tenantId),
      countByState(db, tenantId, {}),
    ])
    return { rule: signIn, groups, counts }
  })

  mount(app, adminPeople.listPeople, async ({ params: { tenantId }, query }) => {
    const [people, counts] = await Promise.all([
      listPeople(db, tenantId, query),
      countByState(db, tenantId, query),
    ])
    return { people: people.map(rowOf), counts }
  })

  mount(app, adminPeople.getPerson, async ({ params }) => personDetail(db, params.tenantId, params.personId))

  mount(app, adminPeople.setSignInRule, async ({ administrator: { actor }, params, body }) => {
    await setSignInRuleOf(db, actor, await knownTenant(db, params.tenantId), body.rule)
  })

  mount(app, adminPeople.changePeople, async ({ administrator, params, body }) => {
    const { sessions } = await changePeople(db, administrator, params.tenantId, body.changes)
    if (sessions > 0) onEnded(params.tenantId)
  })

  mount(app, adminPeople.planImport, async ({ administrator, params, query, request }) => {
    const tenant = await knownTenant(db, params.tenantId)
    const octets = await fileIn(request)
    return (await dryRun(db, administrator, tenant, { octets, ...query })).plan
  })

  mount(app, adminPeople.applyImport, async ({ administrator, params, query, request }) => {
    const tenant = await knownTenant(db, params.tenantId)
    const octets = await fileIn(request)
    const { others, mark, welcome } = query
    const given = { octets, others, mark, tells: welcome === 'yes' }
    const done = await importPeople(db, administrator, tenant, given)
    if (done.sessions > 0) onEnded(tenant.id)
    return done
  })

  mount(app, adminPeople.exportPeople, async ({ administrator, params, query, reply }) => {
    const { id, slug } = await knownTenant(db, params.tenantId)
    const text = await exportPeople(db, administrator.actor, { tenantId: id, language: query.language })
    return reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="${slug}.csv"`)
      .send(text)
  })

  mount(app, adminPeople.leave, async ({ administrator, params, body }) => {
    const { tenantId, personId } = params
    await leave(db, administrator, tenantId, { personId, reason: body.reason.trim() })
    onEnded(tenantId)
    return personDetail(db, tenantId, personId)
  })

  mount(app, adminPeople.endPersonSession, async ({ administrator: { actor }, params }) => {
    const { tenantId, personId, id } = params
    const person = await knownPerson(db, tenantId, personId)
    await endSessionsOf(db, actor, tenantId, { person, session: Buffer.from(id, 'base64url') })
    onEnded(tenantId)
  })

  mount(app, adminPeople.endPersonSessions, async ({ administrator: { actor }, params }) => {
    const person = await knownPerson(db, params.tenantId, params.personId)
    await endSessionsOf(db, actor, params.tenantId, { person })
    onEnded(params.tenantId)
  })

  mount(app, adminPeople.endSessions, async ({ administrator: { actor }, params }) => {
    const { id } = await knownTenant(db, params.tenantId)
    const ended = await endSessionsOf(db, actor, id, {})
    onEnded(id)
    return { ended }
  })
}

function fileIn({ body }: FastifyRequest): Promise<Buffer> {
  return wholeOf(body, FILE_BYTES, () => new AppError('request/too-large'))
}
