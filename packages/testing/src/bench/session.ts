import { Agent, request, type IncomingMessage } from 'node:http'
import { gunzipSync } from 'node:zlib'

/** Somebody signed in to the product over HTTP, as a browser is. */
export interface BenchSession {
  get: (path: string) => Promise<unknown>
  post: (path: string, body: object) => Promise<unknown>
  patch: (path: string, body: object) => Promise<unknown>
  /** A file, as it is. */
  upload: (path: string, text: string) => Promise<unknown>
  /** Opens the live stream, as every open tab has it; what comes is not read. */
  listen: () => Promise<() => void>
}

/** node:http, not fetch: of the time of a small answer, Node's fetch alone would be half. */
export async function signIn(url: string, address: string): Promise<BenchSession> {
  const agent = new Agent({ keepAlive: true })
  const first = await ask(
    agent,
    `${url}/api/auth/sign-in`,
    {},
    { address, password: 'password', shared: false },
  )
  const { csrfToken } = JSON.parse(await textOf(first)) as { csrfToken: string }
  const cookie = (first.headers['set-cookie'] ?? []).map((line) => line.split(';')[0]).join('; ')
  const headers = { cookie, 'x-csrf-token': csrfToken, 'accept-encoding': 'gzip' }
  const call = async (path: string, body?: object | string, method?: string): Promise<unknown> => {
    const answer = await ask(agent, `${url}${path}`, headers, body, method)
    const text = await textOf(answer)
    if ((answer.statusCode ?? 500) >= 300) throw new Error(`${path}: ${answer.statusCode} ${text}`)
    return text === '' ? undefined : JSON.parse(text)
  }
  return {
    get: (path) => call(path),
    post: (path, body) => call(path, body),
    patch: (path, body) => call(path, body, 'PATCH'),
    upload: (path, text) => call(path, text),
    listen: async () => {
      const stream = await ask(new Agent(), `${url}/api/live`, headers)
      stream.resume()
      stream.on('error', () => undefined)
      return () => stream.destroy()
    },
  }
}

function ask(
  agent: Agent,
  url: string,
  headers: Record<string, string>,
  body?: object | string,
  method = body === undefined ? 'GET' : 'POST',
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const raw = typeof body === 'string'
    const text = body === undefined || raw ? body : JSON.stringify(body)
    const outgoing = request(url, {
      agent,
      method,
      headers: {
        ...headers,
        ...(text !== undefined && {
          'content-type': raw ? 'application/octet-stream' : 'application/json',
          'content-length': Buffer.byteLength(text),
        }),
      },
    })
    outgoing.on('response', resolve)
    outgoing.on('error', reject)
    outgoing.end(text)
  })
}

async function textOf(answer: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of answer) pieces.push(piece as Buffer)
  const bytes = Buffer.concat(pieces)
  return (answer.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes).toString()
}
