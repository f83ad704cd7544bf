import { type Dossier, type Enrolment, flawsOf } from '@staffetta/contract'
import { findEnrolment, insertNotice, listFiles, updateEnrolment } from '../db/enrolments.ts'
import type { Db } from '../db/open.ts'
import { setClaims } from '../db/tenant-domains.ts'
import { insertAskingTenant, takenSlugs, updateAskingTenant } from '../db/tenant-states.ts'
import { removeAskedEndpoints, setEndpoint } from '../db/endpoints.ts'
import { AppError } from '../http/app-error.ts'
import { record } from '../register/record.ts'
import { wordsOf } from './ipa/words.ts'
import { lockOpen, type RequestDeps, shownRequest } from './requests.ts'
import { takeStepIn } from './transitions.ts'

/**
 * A whole dossier becomes a body that asks: nothing is on, and its domains are only what it says. What was sent back for more
 * goes on where it stood.
 */
export async function sendRequest(
  deps: RequestDeps,
  id: string,
  { version, ip }: { version: number; ip: string },
): Promise<Enrolment> {
  const row = await deps.db.transaction().execute(async (tx) => {
    const { dossier, tenant_id } = await lockOpen(tx, id, version)
    const flaws = flawsOf(dossier, (await listFiles(tx, id)).length)
    if (flaws.length > 0)
      throw new AppError('enrolment/incomplete', { steps: [...new Set(flaws.map(({ step }) => step))] })
    const actor = { kind: 'person', name: dossier.people.requester.email, tenantId: tenant_id, ip } as const
    if (tenant_id === null) {
      const tenantId = await insertTenant(tx, dossier)
      await updateEnrolment(tx, id, { tenantId, sent: true })
      await insertNotice(tx, id, {
        address: actor.name,
        says: { kind: 'state', state: 'sent', reason: '' },
      })
      const details = {
        name: dossier.body.name,
        domains: dossier.hosting.domains,
        services: dossier.services,
      }
      await record(tx, { act: 'tenant/asked', actor, tenantId, subject: dossier.body.ipaCode, details })
    } else {
      await updateAskingTenant(tx, tenant_id, dossier.body)
      await keepHosting(tx, tenant_id, dossier)
      await updateEnrolment(tx, id, { sent: true })
      await takeStepIn(tx, actor, { tenantId: tenant_id, to: 'in-check', reason: '' })
    }
    return (await findEnrolment(tx, 'id', id))!
  })
  return shownRequest(deps, row)
}

async function insertTenant(tx: Db, dossier: Dossier): Promise<string> {
  const stem = slugStem(dossier.body.name)
  const taken = await takenSlugs(tx, stem)
  let slug = stem
  for (let at = 2; taken.has(slug); at++) slug = `${stem}-${at}`
  const tenantId = await insertAskingTenant(tx, slug, dossier.body)
  await keepHosting(tx, tenantId, dossier)
  return tenantId
}

async function keepHosting(tx: Db, tenantId: string, { hosting }: Dossier): Promise<void> {
  await setClaims(
    tx,
    tenantId,
    hosting.domains.map(({ name, shared }) => ({ domain: name.toLowerCase(), shared })),
  )
  await removeAskedEndpoints(tx, tenantId)
  if (hosting.where === 'provider') return
  for (const kind of ['imap', 'smtp', 'sieve', 'dav'] as const) {
    const { host, port, tls } = hosting.endpoints[kind]
    if (host !== '') await setEndpoint(tx, tenantId, kind, { host, port, tls, verifyName: null }, true)
  }
}

/** "Comune di Monteverde sul Foglia" is `monteverde-sul-foglia`: what all bodies are called says nothing. */
export function slugStem(name: string): string {
  const plain = wordsOf(name).map((word) => word.replaceAll(/[^a-z0-9]/g, ''))
  const said = plain.filter((word) => word !== '')
  const own = said.slice(/^(comune|provincia|citta)$/.test(said[0] ?? '') ? 1 : 0)
  const stem = own.slice(/^(di|del|della)$/.test(own[0] ?? '') && own.length > 1 ? 1 : 0)
  const slug = (stem.length > 0 ? stem : ['ente']).join('-').slice(0, 48).replace(/-+$/, '')
  return slug.length > 1 ? slug : `ente-${slug}`
}
