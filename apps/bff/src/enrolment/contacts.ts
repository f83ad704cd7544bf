import { findEnrolment } from '../db/enrolments.ts'
import type { Db } from '../db/open.ts'
import { listGrants } from '../db/roles.ts'

export interface Contact {
  address: string
  language: 'it' | 'en'
}

/** Who administers it now. */
export async function administratorsOf(db: Db, tenantId: string): Promise<Contact[]> {
  const grants = await listGrants(db, [tenantId])
  const addresses = grants
    .filter(({ role, endedAt }) => role === 'tenant-admin' && endedAt === null)
    .map(({ address }) => address)
  return [...new Set(addresses)].map((address) => ({ address, language: 'it' }))
}

/** Whom one turns to about a body: whoever asked for it; where nobody did, who administers it. */
export async function contactsOf(db: Db, tenantId: string): Promise<Contact[]> {
  const enrolment = await findEnrolment(db, 'tenant_id', tenantId)
  const address = enrolment?.dossier.people.requester.email.trim() ?? ''
  if (enrolment === undefined || address === '') return administratorsOf(db, tenantId)
  return [{ address: address.toLowerCase(), language: enrolment.language }]
}
