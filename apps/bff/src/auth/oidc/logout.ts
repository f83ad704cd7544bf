import { decodeJwt, errors } from 'jose'
import type { Db } from '../../db/open.ts'
import { type EndedGrant, endGrantsOf, rememberLogoutToken } from '../../db/token-grants.ts'
import type { TenantDirectory } from '../../db/tenant-directory.ts'
import type { Providers } from './provider.ts'

/**
 * The provider says by itself that somebody has left (OpenID Connect Back-Channel Logout 1.0). False for whatever is not its word;
 * one that comes a second time does nothing any more.
 */
export async function endByProvider(
  { db, tenants, providers }: { db: Db; tenants: TenantDirectory; providers: Providers },
  logoutToken: string,
  onEnded: (whose: EndedGrant) => void,
): Promise<boolean> {
  // Whose keys decide is all that is read of it before they have.
  const { issuer, audience } = namedIn(logoutToken)
  const tenant = (await tenants.byIssuer(issuer)).find(
    ({ identity }) => identity !== null && audience.includes(identity.clientId),
  )
  if (tenant?.identity == null) return false
  const named = await providers.readLogoutToken(tenant, logoutToken)
  if (named === undefined) return false
  const { jti, ...whose } = named
  if (!(await rememberLogoutToken(db, issuer, jti))) return true
  const ended = await endGrantsOf(db, { issuer, clientId: tenant.identity.clientId, ...whose })
  for (const one of ended) onEnded(one)
  return true
}

function namedIn(token: string): { issuer: string; audience: string[] } {
  try {
    const { iss = '', aud = [] } = decodeJwt(token)
    return { issuer: iss, audience: [aud].flat() }
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof TypeError) return { issuer: '', audience: [] }
    throw error
  }
}
