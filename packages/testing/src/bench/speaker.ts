import { Agent, request } from 'node:http'

/** Says one thing to a DAV server, and waits until it is done. */
export type Say = (method: string, path: string, body: string) => Promise<void>

/** On kept connections: nothing over HTTP in Node can be quicker. */
export function openSpeaker(port: number, address: string): Say {
  const agent = new Agent({ keepAlive: true })
  const authorization = `Basic ${Buffer.from(`${address}:password`).toString('base64')}`
  return (method, path, body) =>
    new Promise((resolve, reject) => {
      const headers = {
        authorization,
        'content-type': typeOf(method, body),
        'content-length': Buffer.byteLength(body),
      }
      const outgoing = request({ port, host: '127.0.0.1', method, path, agent, headers })
      outgoing.on('error', reject)
      outgoing.on('response', (answer) => {
        answer.resume()
        answer.on('end', () =>
          (answer.statusCode ?? 500) < 300
            ? resolve()
            : reject(new Error(`${method} ${path}: ${answer.statusCode}`)),
        )
      })
      outgoing.end(body)
    })
}

const parallel = 4

/** So many PUTs, as many at a time as an import has. Milliseconds. */
export async function putMany(
  say: Say,
  count: number,
  objectOf: (i: number) => { path: string; body: string },
): Promise<number> {
  const startedAt = performance.now()
  let next = 0
  const work = async () => {
    while (next < count) {
      const { path, body } = objectOf(next++)
      await say('PUT', path, body)
    }
  }
  await Promise.all(Array.from({ length: parallel }, work))
  return performance.now() - startedAt
}

function typeOf(method: string, body: string): string {
  if (method !== 'PUT') return 'application/xml'
  return body.startsWith('BEGIN:VCARD') ? 'text/vcard' : 'text/calendar'
}
