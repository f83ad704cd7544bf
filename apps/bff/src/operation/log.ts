import { type FastifyInstance, type FastifyServerOptions, LogController } from 'fastify'

interface Failure {
  name?: string
  code?: string
  message?: string
  stack?: string
}

/** Lines of JSON that name no person: of a request its route, not its address, of a failure what it is, not what it was about. */
export function logOptions(level: string): Pick<FastifyServerOptions, 'logger' | 'logController'> {
  return {
    logController: new LogController({ disableRequestLogging: true }),
    logger: level === 'silent' ? false : { level, serializers: { err: failureOf } },
  }
}

export function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? 'none',
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'answered',
    )
  })
}

/** Servers and PostgreSQL put what was asked of them beside the message (`detail`, `parameters`, `responseText`). */
function failureOf(error: Failure): { type: string; message: string; stack: string } {
  const { name = 'Error', code, message = '', stack = '' } = error
  const hidden = (text: string) => text.replace(/[^\s<>"'(),;:]+@[^\s<>"'(),;:]+/g, '…@…')
  return {
    type: code === undefined ? name : `${name} ${code}`,
    message: hidden(message),
    stack: hidden(stack),
  }
}
