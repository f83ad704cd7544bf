import { type ListedGrant, listGrants } from '../../db/roles.ts'
import type { Db } from '../../db/open.ts'
import { type Administrator, bodiesOf } from '../../http/administrator.ts'

/**
 * Whom of a body somebody who administers cannot shut out: themselves; who has a role that is not theirs to end, since being shut out
 * ends it as well; the last operator.
 */
export async function keptFrom(db: Db, administrator: Administrator, tenantId: string): Promise<Set<string>> {
  const { actor } = administrator
  const own = bodiesOf(administrator)
  const grants = (await listGrants(db)).filter(({ endedAt }) => endedAt === null)
  const beyond = ({ scope }: ListedGrant) => own !== undefined && (scope === null || !own.includes(scope.id))
  const operators = grants.filter(({ role }) => role === 'operator')
  const kept = grants.filter(
    (grant) => beyond(grant) || (grant.role === 'operator' && operators.length === 1),
  )
  return new Set([
    ...kept.filter((grant) => grant.tenantId === tenantId).map(({ address }) => address),
    ...(actor.kind === 'person' && actor.tenantId === tenantId ? [actor.name] : []),
  ])
}
