import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { sha256 } from '../crypto/seal.ts'
import { countStates } from '../db/counts.ts'
import type { Db } from '../db/open.ts'
import { AppError } from '../http/app-error.ts'

interface MetricsDeps {
  db: Db
  /** Whoever asks has it; null: nobody may. */
  token: string | null
  streams: () => number
  imapConnections: () => number
}

/** What a node does and how long it takes, for Prometheus: numbers by route and status, never by person. */
export function mountMetrics(app: FastifyInstance, deps: MetricsDeps): void {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const answers = new Histogram({
    name: 'staffetta_request_seconds',
    help: 'How long requests took, by method, route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.01, 0.05, 0.1, 0.3, 1, 3, 10],
    registers: [registry],
  })
  gauge('staffetta_live_streams', 'Tabs that listen at this node.', deps.streams)
  gauge('staffetta_imap_connections', 'Connections to mail servers.', deps.imapConnections)
  registry.registerMetric(
    new Gauge({
      name: 'staffetta_rows',
      help: 'Rows of the database by kind and state: messages on their way, bodies, files being imported, sessions.',
      labelNames: ['kind', 'state'],
      registers: [],
      async collect() {
        this.reset()
        for (const { kind, state, count } of await countStates(deps.db)) this.set({ kind, state }, count)
      },
    }),
  )

  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    answers.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000)
  })
  app.get('/metrics', async (request, reply) => {
    if (!mayAsk(deps.token, request.headers.authorization)) throw new AppError('request/not-found')
    return reply.type(registry.contentType).send(await registry.metrics())
  })

  function gauge(name: string, help: string, read: () => number): void {
    const own: Gauge = new Gauge({ name, help, registers: [], collect: () => own.set(read()) })
    registry.registerMetric(own)
  }
}

function mayAsk(token: string | null, authorization: string | undefined): boolean {
  if (token === null || authorization === undefined) return false
  return timingSafeEqual(sha256(Buffer.from(authorization)), sha256(Buffer.from(`Bearer ${token}`)))
}
