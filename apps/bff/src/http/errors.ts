import { randomUUID } from 'node:crypto'
import type { Problem } from '@staffetta/contract'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { AppError } from './app-error.ts'

/** The only place that answers failures: a code of the contract, never a text of ours or of a server. */
export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
    const known = asAppError(error)
    if (known !== undefined) {
      if (known.retryAfter !== undefined) void reply.header('retry-after', known.retryAfter)
      return reply
        .status(known.status)
        .type('application/json')
        .send(JSON.stringify(problemOf(known)))
    }
    const id = randomUUID()
    request.log.error({ err: error, failure: id }, 'request failed')
    return reply
      .status(500)
      .type('application/json')
      .send(JSON.stringify({ code: 'request/failed', id } satisfies Problem))
  })
}

export function problemOf(error: AppError): Problem {
  return {
    code: error.code,
    ...(error.details !== undefined && { details: error.details }),
    ...(error.retryAfter !== undefined && { retryAfter: error.retryAfter }),
  }
}

function asAppError(error: FastifyError | AppError): AppError | undefined {
  if (error instanceof AppError) return error
  if ('validation' in error && error.validation !== undefined) {
    return new AppError('request/invalid', {
      where: error.validationContext ?? 'body',
      field: error.validation[0]?.instancePath ?? '',
    })
  }
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new AppError('request/too-large')
  const status = 'statusCode' in error ? (error.statusCode ?? 500) : 500
  if (status === 404) return new AppError('request/not-found')
  if (status >= 400 && status < 500) return new AppError('request/invalid')
  return undefined
}
