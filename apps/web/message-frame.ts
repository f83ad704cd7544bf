import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

/** The page messages are shown in comes with the sanitiser, and is served as it is, in the build and while developing. */
export function messageFrame(): Plugin {
  const page = fileURLToPath(import.meta.resolve('@staffetta/safe-html/message-frame.html'))
  return {
    name: 'message-frame',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'message-frame.html', source: readFileSync(page) })
    },
    configureServer(server) {
      server.middlewares.use('/message-frame.html', (_request, response) => {
        response.setHeader('content-type', 'text/html')
        response.end(readFileSync(page))
      })
    },
  }
}
