import { errorStatus, type ErrorCode, type Problem } from '@staffetta/contract'

/** A failure somebody can act on, by its code of the contract. Carries nothing secret and no text of a server. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  readonly status: number
  readonly details: Problem['details']
  readonly retryAfter: number | undefined

  constructor(
    code: ErrorCode,
    details?: Problem['details'],
    options?: { cause?: unknown; retryAfter?: number },
  ) {
    super(code, options?.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.status = errorStatus[code]
    this.details = details
    this.retryAfter = options?.retryAfter
  }
}
