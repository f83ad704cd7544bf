import type { Role } from '@staffetta/contract'
import { sql } from 'kysely'
import { grantRole } from '../src/admin/roles.ts'
import { findTenant } from '../src/db/tenants.ts'
import { commandLine } from '../src/register/record.ts'
import type { Browser, TestServer } from './server.ts'

/** Somebody of a body with a role, who is in and has just shown their second factor. */
export async function administrator(
  server: TestServer,
  slug: string,
  { address, role }: { address: string; role: Role },
): Promise<Browser> {
  const { id: tenantId } = (await findTenant(server.db, 'slug', slug))!
  const scopeId = role === 'operator' ? null : tenantId
  const person = { tenantId, scopeId, address, name: 'Sara', role, appointment: '' }
  await grantRole(server.db, commandLine({ SUDO_USER: 'root' }), person)
  const browser = await server.signIn(address)
  await sql`update session set proved_at = now()`.execute(server.db)
  return browser
}
