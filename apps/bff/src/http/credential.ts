import type { Tenant } from '../db/tenants.ts'

/** What a person's servers are signed in to with. It lives in memory only, and sealed where work must go on. */
export type Credential = PasswordCredential | TokenCredential

interface Kept {
  /** The name the servers are told. */
  user: string
  /** What is sealed of it, for whoever opens it again. */
  sealed: string
  /** What is connected with one that says the same may be used with the other. */
  same: string
}

export interface PasswordCredential extends Kept {
  kind: 'password'
  password: string
}

export interface TokenCredential extends Kept {
  kind: 'token'
  /**
   * One that is good for a while. `refused`: the one a server did not take though it should have; another comes, if there is
   * one. Throws AppError: the person has to sign in again, or nobody can be asked now.
   */
  token: (refused?: string) => Promise<string>
}

/** Makes a credential of what was sealed; undefined where that is good for nothing any more. */
export type OpenCredential = (
  whose: { tenant: Tenant; accountId: string; address: string },
  sealed: string,
) => Credential | undefined

export function passwordCredential(user: string, password: string): PasswordCredential {
  return { kind: 'password', user, password, sealed: password, same: `password ${password}` }
}

/**
 * Works with what a server is told now. Where that is a token, a refusal may only mean that it has ended: one more is asked
 * for and the work done once again with it.
 */
export async function withSecret<T>(
  credential: Credential,
  refused: (error: unknown) => boolean,
  work: (secret: string) => Promise<T>,
): Promise<T> {
  if (credential.kind === 'password') return work(credential.password)
  const token = await credential.token()
  try {
    return await work(token)
  } catch (error) {
    if (!refused(error)) throw error
    const another = await credential.token(token)
    if (another === token) throw error
    return work(another)
  }
}
