import type { ErrorCode } from '@staffetta/contract'
import { isDavError, type DavError, type DavFailure } from '@staffetta/dav'
import { AppError } from '../http/app-error.ts'

/** What was asked of the server: the same refusal means another thing of an object than of a collection or of all of them. */
export type Asked = 'collections' | 'collection' | 'object' | 'writing'

/** What an area tells of its DAV server. Unknown things pass through: they are our bugs and become a 500. */
export interface DavErrors {
  davError: (error: unknown, asked: Asked) => unknown
  /** Awaits something asked of the server and throws its failure as a code of the contract. */
  told: <T>(asked: Asked, work: Promise<T>) => Promise<T>
  /** The code of a failed synchronisation, for whoever looks at what is remembered. Anything unforeseen is thrown. */
  codeOf: (error: unknown, asked: Asked) => ErrorCode
}

type Codes = Partial<Record<DavFailure, ErrorCode>>

/** The codes of one area for what the DAV client throws; `object`: further ones of its objects. */
export function davErrors(
  area: 'calendar' | 'contacts',
  names: {
    collectionGone: ErrorCode
    objectGone: ErrorCode
    objectRefused: ErrorCode
    /** Another one where the credential is not the person's. */
    credentialsRefused?: ErrorCode
    object?: Codes
  },
): DavErrors {
  const always: Codes = {
    'auth-refused': names.credentialsRefused ?? `${area}/credentials-refused`,
    dns: `${area}/server-unreachable`,
    unreachable: `${area}/server-unreachable`,
    tls: `${area}/server-unreachable`,
    timeout: `${area}/server-slow`,
    busy: `${area}/server-slow`,
  }
  const notPermitted: Codes = {
    forbidden: `${area}/not-permitted`,
    unsupported: `${area}/not-permitted`,
  }
  const object: Codes = {
    ...notPermitted,
    'not-found': names.objectGone,
    outside: names.objectGone,
    precondition: `${area}/conflict`,
    conflict: `${area}/conflict`,
    'uid-conflict': `${area}/conflict`,
    quota: `${area}/over-quota`,
    'too-large': names.objectRefused,
    rejected: names.objectRefused,
    ...names.object,
  }
  const byAsked: Record<Asked, Codes> = {
    collections: {},
    collection: { ...notPermitted, 'not-found': names.collectionGone, outside: names.collectionGone },
    object,
    // Asked to store and silent: it may have done it all the same.
    writing: { ...object, timeout: `${area}/write-uncertain` },
  }

  const davError = (error: unknown, asked: Asked): unknown => {
    if (error instanceof AppError) return error
    if (isDavError(error)) {
      const code = byAsked[asked][error.kind] ?? always[error.kind] ?? `${area}/server-refused`
      return new AppError(code, undefined, { cause: error, ...retryOf(error) })
    }
    // AbortSignal.timeout: we stopped waiting.
    if (error instanceof Error && error.name === 'TimeoutError')
      return new AppError(byAsked[asked].timeout ?? `${area}/server-slow`, undefined, { cause: error })
    return error
  }
  return {
    davError,
    told: async (asked, work) => {
      try {
        return await work
      } catch (error) {
        throw davError(error, asked)
      }
    },
    codeOf: (error, asked) => {
      const known = davError(error, asked)
      if (known instanceof AppError) return known.code
      throw known
    },
  }
}

function retryOf({ retryAfterSeconds }: DavError): { retryAfter?: number } {
  return retryAfterSeconds === undefined ? {} : { retryAfter: retryAfterSeconds }
}
