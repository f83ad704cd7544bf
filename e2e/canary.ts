import { createServer as createHttp, type IncomingHttpHeaders } from 'node:http'
import { createServer as createTcp, type AddressInfo, type Server } from 'node:net'

export interface Call {
  url: string
  headers: IncomingHttpHeaders
}

export interface Canary {
  /** What was asked of it over HTTP. */
  calls: Call[]
  /** How often anybody so much as connected where only the hostile corpus leads. */
  connections: () => number
  /** The address of an image that can be had. */
  imageUrl: (name: string) => string
  /** An empty page without any wall, for the proof that the traps work. */
  bareUrl: string
  /** Sends every name of the corpus here. */
  resolverRules: string
  forget: () => void
  close: () => void
}

const gif = Buffer.from('R0lGODlhAQABAIAAAAUEBAAAACwAAAAAAQABAAACAkQBADs=', 'base64')

/** Who must not be called before the reader says so. */
export async function openCanary(): Promise<Canary> {
  const calls: Call[] = []
  let connections = 0
  const http = createHttp(({ url = '', headers }, response) => {
    if (url === '/bare') return void response.writeHead(200, { 'content-type': 'text/html' }).end('<p>')
    calls.push({ url, headers })
    response.writeHead(200, { 'content-type': 'image/gif', 'access-control-allow-origin': '*' })
    response.end(gif)
  })
  const tcp = createTcp((socket) => {
    connections++
    socket.on('error', () => undefined) // whoever called has hung up
    socket.destroy()
  })
  const [httpPort, tcpPort] = await Promise.all([listen(http), listen(tcp)])
  return {
    calls,
    connections: () => connections,
    imageUrl: (name) => `http://127.0.0.1:${httpPort}/${name}.gif`,
    bareUrl: `http://127.0.0.1:${httpPort}/bare`,
    resolverRules: `--host-resolver-rules=MAP c.canary.test:80 127.0.0.1:${httpPort}, MAP *.canary.test 127.0.0.1:${tcpPort}, MAP *.example ~NOTFOUND`,
    forget: () => {
      calls.length = 0
      connections = 0
    },
    close: () => {
      http.closeAllConnections()
      http.close()
      tcp.close()
    },
  }
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}
