import { live, type StreamFrame } from '@staffetta/contract'
import type { FastifyInstance } from 'fastify'
import { mount } from '../http/mount.ts'
import type { LiveHub } from './hub.ts'
import type { Streams } from './streams.ts'

const HEARTBEAT_MS = 25_000

/** Server-sent events. */
export function mountLive(app: FastifyInstance, { hub, streams }: { hub: LiveHub; streams: Streams }): void {
  app.addHook('preClose', async () => streams.close())

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
      streams.remove(open)
      leave()
      stream.end()
    }
    const beat = setInterval(() => stream.write(': beat\n\n'), HEARTBEAT_MS)
    const open = { sessionHash, send, end }
    streams.add(open)
    stream.on('close', end)
  })
}
