import { readDkimKey } from './dns/dkim-key.ts'
import { isDnsName } from './dns/questions.ts'
import type { Db } from '../db/open.ts'
import type { DomainExpectation } from '@staffetta/contract'
import { listDomainExpectations, setDomainExpectation } from '../db/domain-expectations.ts'
import type { Tenant } from '../db/tenants.ts'
import type { Actor } from '../http/actor.ts'
import { recorded } from '../register/record.ts'

export const nothingExpected: DomainExpectation = {
  dkimSelector: null,
  dkimKey: null,
  mx: [],
  spfInclude: null,
}

/** A name as it is asked for; null where there is none, undefined where it cannot be one. */
function readName(text: string | null): string | null | undefined {
  const name = (text ?? '').trim().toLowerCase().replace(/\.$/, '')
  if (name === '') return null
  return isDnsName(name) ? name : undefined
}

/** The record as the mail server's tools write it, between quotes and over several lines, or plain. */
function readKeyRecord(text: string | null): string | null | undefined {
  const quoted = [...(text ?? '').matchAll(/"([^"]*)"/g)].map((match) => match[1]).join('')
  const record = (quoted === '' ? (text ?? '') : quoted).replaceAll(/\s+/g, ' ').trim()
  if (record === '') return null
  return readDkimKey(record).kind === 'key' ? record : undefined
}

/** Everything as it is written, or the field that cannot be so. */
export function readExpectation(
  given: DomainExpectation,
): { kind: 'read'; expectation: DomainExpectation } | { kind: 'wrong'; field: keyof DomainExpectation } {
  const dkimSelector = readName(given.dkimSelector)
  const dkimKey = readKeyRecord(given.dkimKey)
  const mx = given.mx.map(readName)
  const spfInclude = readName(given.spfInclude)
  if (dkimSelector === undefined) return { kind: 'wrong', field: 'dkimSelector' }
  if (dkimKey === undefined) return { kind: 'wrong', field: 'dkimKey' }
  if (mx.includes(undefined)) return { kind: 'wrong', field: 'mx' }
  if (spfInclude === undefined) return { kind: 'wrong', field: 'spfInclude' }
  const hosts = mx.filter((host) => typeof host === 'string')
  return { kind: 'read', expectation: { dkimSelector, dkimKey, mx: hosts, spfInclude } }
}

/** Sets it, and writes it into the register with what it was before. */
export async function expectOf(
  db: Db,
  actor: Actor,
  { tenant, domain, expectation }: { tenant: Tenant; domain: string; expectation: DomainExpectation },
): Promise<void> {
  const before = (await listDomainExpectations(db, tenant.id)).get(domain) ?? nothingExpected
  await recorded(
    db,
    {
      act: 'tenant/expectation-set',
      actor,
      tenantId: tenant.id,
      subject: domain,
      details: { before, after: expectation },
    },
    (tx) => setDomainExpectation(tx, tenant.id, domain, expectation),
  )
}
