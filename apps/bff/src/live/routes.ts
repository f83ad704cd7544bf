import { live, type StreamFrame } from '@staffetta/contract'
import type { FastifyInstance } from 'fastify'
import { mount } from '../http/mount.ts'
import type { LiveHub } from './hub.ts'

const HEARTBEAT_MS = 25_000

/** Server-sent events. `stillSignedIn` is asked at every beat and does not count as activity. */
export function mountLive(
  app: FastifyInstance,
  hub: LiveHub,
  stillSignedIn: (sessionHash: Buffer) => Promise<boolean>,
): void {
  const open = new Set<() => void>()
  app.addHook('preClose', async () => {
    for (const end of open) end()
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
    const endUnless = async (signedIn: Promise<boolean>) => {
      if (await signedIn.catch(() => true)) return
      send({ id: '0-0', events: [{ type: 'auth.session-ended' }] })
      end()
    }
    const beat = setInterval(() => {
      stream.write(': beat\n\n')
      void endUnless(stillSignedIn(sessionHash))
    }, HEARTBEAT_MS)
    open.add(end)
    stream.on('close', end)
  })
}
