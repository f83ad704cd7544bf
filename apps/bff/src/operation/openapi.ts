import swagger from '@fastify/swagger'
import { errorStatus, type ErrorCode, type Route } from '@staffetta/contract'
import type { FastifyInstance, FastifySchema } from 'fastify'
import { COOKIE } from '../auth/session-cookie.ts'

const cookie = { type: 'apiKey', in: 'cookie', name: COOKIE } as const
const token = {
  type: 'apiKey',
  in: 'header',
  name: 'x-csrf-token',
  description: 'As the sign-in or GET /api/auth/me gave it; with every method but GET.',
} as const

/** The contract as OpenAPI 3.0, written from the routes as they are mounted; to be registered before them. */
export async function describeApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.0.3',
      info: {
        title: 'Staffetta',
        description:
          'What the browser asks of the server. A failure is a JSON object with a `code`; x-errors lists those of a route.',
        version: '1',
        license: { name: 'AGPL-3.0-or-later' },
      },
      components: { securitySchemes: { cookie, token } },
    },
    transform: ({ schema, url, route }) => {
      const described = (route.config as { route?: Route } | undefined)?.route
      if (described === undefined) return { schema: { ...schema, hide: true }, url }
      return { schema: { ...schema, ...operationOf(described) } as FastifySchema, url }
    },
  })
  app.get('/openapi.json', async () => app.swagger())
}

function operationOf(route: Route): object {
  const isOpen = route.access === 'public'
  const asks = route.method === 'GET' ? [{ cookie: [] }] : [{ cookie: [], token: [] }]
  return {
    tags: [route.path.split('/')[2] ?? ''],
    security: isOpen ? [] : asks,
    ...(route.body === 'bytes' && { consumes: ['application/octet-stream'] }),
    ...(route.roles && { 'x-roles': route.roles, 'x-proof': route.proof ?? 'session' }),
    ...(route.service && { 'x-service': route.service }),
    'x-errors': Object.fromEntries(route.errors.map((code: ErrorCode) => [code, errorStatus[code]])),
    response: answerOf(route),
  }
}

function answerOf({ answer, response }: Route): object {
  switch (answer) {
    case 'json':
      return { 200: response ?? { type: 'object' } }
    case 'empty':
      return { 204: { type: 'null', description: 'Done.' } }
    case 'redirect':
      return { 302: { type: 'null', description: 'To another page.' } }
    case 'json-lines':
      return { 200: { type: 'string', description: 'JSON values, one a line.' } }
    case 'events':
      return { 200: { type: 'string', description: 'Server-sent events.' } }
    case 'bytes':
      return { 200: { type: 'string', format: 'binary', description: 'The file itself.' } }
  }
}
