import type { FastifyReply } from 'fastify'

/** Answers with lines of JSON as they come; `failed` is the last one, where there would have been more. */
export async function sendLines<Frame>(
  reply: FastifyReply,
  frames: AsyncIterable<Frame>,
  failed: (error: unknown) => Frame,
): Promise<void> {
  const rest = frames[Symbol.asyncIterator]()
  // The first frame before the head: what is wrong from the start is answered as a problem, not as half a stream.
  const first = await rest.next()
  reply.hijack()
  reply.raw.writeHead(200, {
    'content-type': 'application/x-ndjson',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  })
  const send = (frame: Frame) => reply.raw.write(`${JSON.stringify(frame)}\n`)
  try {
    for (let next = first; next.done !== true; next = await rest.next()) send(next.value)
  } catch (error) {
    send(failed(error))
  }
  reply.raw.end()
}
