import type { FastifyRequest } from 'fastify'
import { AppError } from './app-error.ts'

/**
 * A browser says where a request comes from; a page elsewhere cannot unsay it. A program that sends neither header is no
 * browser: for it the session's token alone decides.
 */
export function checkOrigin(request: FastifyRequest, publicUrl: URL | null): void {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin') throw new AppError('request/forgery-suspected')
  const { origin } = request.headers
  if (origin === undefined) return
  const host = URL.canParse(origin) ? new URL(origin).host : null
  if (host !== (publicUrl?.host ?? request.headers.host) && host !== request.headers.host) {
    throw new AppError('request/forgery-suspected')
  }
}
