import type { ErrorCode } from '@staffetta/contract'
import { type Dav, type DavCredentials, openDav } from '@staffetta/dav'
import type { Tenant } from '../db/tenants.ts'
import { AppError } from '../http/app-error.ts'

/** A client for the DAV server of the tenant. Throws the area's codes where there is no server, or no such name. */
export function connect(
  tenant: Tenant,
  credentials: DavCredentials,
  codes: { unreachable: ErrorCode; refused: ErrorCode },
): Dav {
  const endpoint = tenant.endpoints.dav
  if (endpoint === undefined) throw new AppError(codes.unreachable)
  const { host, port, tls, verifyName } = endpoint
  const name = host.includes(':') ? `[${host}]` : host
  try {
    return openDav({
      url: `${tls === 'none' ? 'http' : 'https'}://${name}:${port}/`,
      allowCleartext: tls === 'none',
      credentials,
      timeouts: { connectMs: 8_000 },
      ...(verifyName !== null && { connect: { timeout: 8_000, servername: verifyName } }),
    })
  } catch (error) {
    // HTTP cannot carry a colon in a name.
    if (error instanceof TypeError) throw new AppError(codes.refused, undefined, { cause: error })
    throw error
  }
}
