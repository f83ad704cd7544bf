import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const framePage = readFileSync(new URL('../frame/message-frame.html', import.meta.url))

/** As strict as the product's own, so that what works here works there. */
const strictPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; frame-src 'self'; base-uri 'none'; object-src 'none'; require-trusted-types-for 'script'"

/** Serves the shipped sanitiser to a page of its own, with the product's content policy (`/strict`) or without any (`/bare`). */
export class PageServer {
  proxied = 0
  readonly #server: Server

  private constructor(script: string) {
    this.#server = createServer((request, response) => {
      const url = request.url ?? ''
      if (url === '/harness.js') {
        response.writeHead(200, { 'content-type': 'text/javascript' }).end(script)
      } else if (url === '/message-frame.html') {
        response.writeHead(200, { 'content-type': 'text/html' }).end(framePage)
      } else if (url === '/strict' || url === '/bare') {
        const policy = url === '/strict' ? { 'content-security-policy': strictPolicy } : {}
        response
          .writeHead(200, { 'content-type': 'text/html', ...policy })
          .end('<!doctype html><meta charset=utf-8><title>x</title><body><script src="/harness.js"></script>')
      } else {
        if (url.startsWith('/proxy?')) this.proxied++
        response.writeHead(url.startsWith('/app/') ? 500 : 200, { 'content-type': 'image/gif' })
        response.end(Buffer.from('R0lGODlhAQABAAAAACw=', 'base64'))
      }
    })
  }

  static async open(): Promise<PageServer> {
    const server = new PageServer(await bundle())
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve))
    return server
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  close(): void {
    this.#server.closeAllConnections()
    this.#server.close()
  }
}

async function bundle(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      lib: {
        entry: fileURLToPath(new URL('./harness.ts', import.meta.url)),
        formats: ['iife'],
        name: 'bundle',
      },
    },
  })
  const [result] = Array.isArray(built) ? built : [built]
  if (result === undefined || !('output' in result)) throw new Error('The harness was not built.')
  return result.output[0].code
}
