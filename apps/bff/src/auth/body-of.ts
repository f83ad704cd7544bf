import type { TenantDirectory } from '../db/tenant-directory.ts'
import type { Tenant } from '../db/tenants.ts'
import { AppError } from '../http/app-error.ts'

interface Place {
  /** The name the browser asked for. */
  host: string
  /** The body somebody says they are of, by its slug. */
  body: string | undefined
}

/**
 * Whose people an address of this domain is of. Where bodies share it: of the one that was chosen, else of the one whose page this is,
 * else nobody is guessed. A password is tried at the servers of one body only, so whoever has it says first which.
 */
export async function bodyOf(
  tenants: TenantDirectory,
  domain: string,
  { host, body }: Place,
): Promise<Tenant> {
  const candidates = await tenants.ofDomain(domain)
  const here =
    body === undefined
      ? candidates.find(({ hosts }) => hosts.includes(host))
      : candidates.find(({ slug }) => slug === body)
  if (here !== undefined) return here
  const [only] = candidates
  if (only === undefined || body !== undefined) throw new AppError('auth/domain-unknown')
  if (candidates.length > 1) throw new AppError('auth/body-ambiguous')
  return only
}

/** Whom somebody has to choose between before they can sign in; none, where it is clear. */
export async function bodiesToChoose(
  tenants: TenantDirectory,
  domain: string,
  host: string,
): Promise<Tenant[]> {
  const candidates = await tenants.ofDomain(domain)
  return candidates.length < 2 || candidates.some(({ hosts }) => hosts.includes(host)) ? [] : candidates
}
