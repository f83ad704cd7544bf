import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { type Dav, type DavOptions, openDav } from '../src/index.ts'

export interface Asked {
  method: string
  path: string
  headers: IncomingMessage['headers']
  body: string
}

export interface BadServer {
  url: string
  dav: Dav
  asked: Asked[]
}

export type Answer = { status?: number; headers?: Record<string, string>; body?: string } | 'silence'

/** A server on a real socket that answers as it is told to, and ends with the test. */
export async function badServer(
  answer: (asked: Asked, response: ServerResponse) => Answer | undefined,
  options: Partial<DavOptions> = {},
): Promise<BadServer> {
  const asked: Asked[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8')
    request.on('data', (chunk) => (body += chunk))
    request.on('end', () => {
      const one = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, body }
      asked.push(one)
      const said = answer(one, response)
      if (said === 'silence') return
      const { status = 207, headers = {}, body: text = '' } = said ?? { status: 404 }
      response.writeHead(status, { 'content-type': 'application/xml', ...headers }).end(text)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}/`
  const dav = openDav({
    url,
    allowCleartext: true,
    credentials: { kind: 'basic', user: 'elena', password: 'segreta' },
    ...options,
  })
  onTestFinished(async () => {
    await dav.close()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  return { url, dav, asked }
}

export function multistatus(...responses: string[]): string {
  return (
    '<?xml version="1.0"?><d:multistatus xmlns:d="DAV:" xmlns:cal="urn:ietf:params:xml:ns:caldav" ' +
    `xmlns:card="urn:ietf:params:xml:ns:carddav">${responses.join('')}</d:multistatus>`
  )
}

export function found(href: string, properties: string): string {
  return (
    `<d:response><d:href>${href}</d:href><d:propstat><d:prop>${properties}</d:prop>` +
    '<d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>'
  )
}

export function refused(href: string, status: number, error = ''): string {
  return `<d:response><d:href>${href}</d:href><d:status>HTTP/1.1 ${status} No</d:status>${error}</d:response>`
}

export function member(href: string, etag = '1'): string {
  return found(href, `<d:getetag>"${etag}"</d:getetag>`)
}
