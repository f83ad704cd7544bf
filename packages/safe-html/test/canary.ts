import { createServer as createHttp, type Server } from 'node:http'
import { createServer as createTcp, type AddressInfo, type Server as TcpServer } from 'node:net'

/** Who must never be called: one that speaks HTTP, one that only notes that a connection was opened. */
export class Canary {
  readonly requests: string[] = []
  connections = 0
  readonly #http: Server
  readonly #tcp: TcpServer

  private constructor() {
    this.#http = createHttp((request, response) => {
      this.requests.push(request.url ?? '')
      response.writeHead(200, { 'content-type': 'image/gif', 'access-control-allow-origin': '*' })
      response.end(Buffer.from('R0lGODlhAQABAAAAACw=', 'base64'))
    })
    this.#tcp = createTcp((socket) => {
      this.connections++
      socket.on('error', () => undefined)
      socket.destroy()
    })
  }

  static async open(): Promise<Canary> {
    const canary = new Canary()
    for (const server of [canary.#http, canary.#tcp]) {
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    }
    return canary
  }

  /** Names of the corpus lead here and nowhere else. */
  get resolverRules(): string {
    const port = (server: Server | TcpServer) => (server.address() as AddressInfo).port
    return `MAP c.canary.test:80 127.0.0.1:${port(this.#http)}, MAP c.canary.test 127.0.0.1:${port(this.#tcp)}, MAP t.canary.test 127.0.0.1:${port(this.#tcp)}, MAP *.example ~NOTFOUND`
  }

  get touched(): number {
    return this.requests.length + this.connections
  }

  clear(): void {
    this.requests.length = 0
    this.connections = 0
  }

  close(): void {
    this.#http.closeAllConnections()
    this.#http.close()
    this.#tcp.close()
  }
}
