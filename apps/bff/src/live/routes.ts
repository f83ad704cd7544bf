import { live, type StreamFrame } from '@staffetta/contract'
import type { FastifyInstance } from 'fastify'
import { mount } from '../http/mount.ts'
import type { LiveHub } from './hub.ts'

const HEARTBEAT_MS = 25_000
/** A session that ended on another node, or by its provider's word, is over on screen within this time. */
const LOOK_MS = 4_000

/** Server-sent events. `endedOf` is asked for all of them together and does not count as activity. Gives back what asks at once. */
export function mountLive(
  app: FastifyInstance,
  hub: LiveHub,
  endedOf: (sessionHashes: Buffer[]) => Promise<Buffer[]>,
): () => Promise<void> {
  const open = new Map<() => void, { sessionHash: Buffer; send: (frame: StreamFrame) => void }>()
  const look = async () => {
    const over = await endedOf([...open.values()].map(({ sessionHash }) => sessionHash))
    for (const [end, { sessionHash, send }] of open) {
      if (!over.some((one) => one.equals(sessionHash))) continue
      send({ id: '0-0', events: [{ type: 'auth.session-ended' }] })
      end()
    }
  }
  // A database that cannot be asked ends nobody's session.
  const looking = setInterval(() => void look().catch(() => undefined), LOOK_MS)
  looking.unref()
  app.addHook('preClose', async () => {
    clearInterval(looking)
    for (const end of open.keys()) end()
  })

  mount(app, live.openStream, async ({ account, sessionHash, query, request, reply }) => {
    reply.hijack()
    const stream = reply.raw
    stream.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
    })
    const send = (frame: StreamFrame) => {
      stream.write(`id: ${frame.id}\ndata: ${JSON.stringify(frame)}\n\n`)
    }
    // A comment at once: the browser learns that the stream stands, and proxies let it through.
    stream.write(': open\n\n')
    const lastId = request.headers['last-event-id'] ?? query.after
    const leave = hub.subscribe(account.key, typeof lastId === 'string' ? lastId : undefined, send)
    const end = () => {
      clearInterval(beat)
      open.delete(end)
      leave()
      stream.end()
    }
    const beat = setInterval(() => stream.write(': beat\n\n'), HEARTBEAT_MS)
    open.set(end, { sessionHash, send })
    stream.on('close', end)
  })
  return look
}
