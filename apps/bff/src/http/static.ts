import { existsSync } from 'node:fs'
import { join } from 'node:path'
import serveStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { AppError } from './app-error.ts'

/** The built web app. Hashed files are kept for ever, the page itself is asked for each time. */
export async function serveWeb(app: FastifyInstance, root: string): Promise<void> {
  const built = existsSync(join(root, 'index.html'))
  if (built) {
    await app.register(serveStatic, {
      root,
      preCompressed: true,
      // Its own route reads the folder of 800 files at every request, to see how a name is spelt: that matters where a path is guarded.
      serve: false,
      cacheControl: false,
      setHeaders: (reply, path) => {
        reply.header(
          'cache-control',
          path.includes('/assets/')
            ? 'public, max-age=31536000, immutable'
            : // The icon is asked for at every change of the address.
              path.endsWith('.svg')
              ? 'public, max-age=86400'
              : 'no-cache',
        )
      },
    })
    app.get<{ Params: { '*': string } }>('/*', (request, reply) => reply.sendFile(`/${request.params['*']}`))
  }
  app.setNotFoundHandler(async (request, reply) => {
    const wantsPage =
      request.method === 'GET' && !request.url.startsWith('/api/') && !request.url.startsWith('/assets/')
    if (!built || !wantsPage) throw new AppError('request/not-found')
    return reply.header('cache-control', 'no-cache').sendFile('index.html')
  })
}
