import type { LiveEvent, StreamFrame } from '@staffetta/contract'
import type { Browser, TestServer } from './server.ts'

/** What a tab hears at a node. */
export async function listen(node: TestServer, browser: Browser) {
  const url = await addressOf(node)
  const abort = new AbortController()
  const response = await fetch(`${url}/api/live`, {
    headers: { cookie: browser.cookie },
    signal: abort.signal,
  })
  const heard: LiveEvent[] = []
  const reading = (async () => {
    let rest = ''
    for await (const bytes of response.body!) {
      const lines = (rest + Buffer.from(bytes).toString()).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines)
        if (line.startsWith('data: ')) heard.push(...(JSON.parse(line.slice(6)) as StreamFrame).events)
    }
  })().catch(() => undefined)
  return { heard, close: async () => (abort.abort(), reading) }
}

async function addressOf({ app }: TestServer): Promise<string> {
  const address = app.server.address()
  if (address === null) return app.listen({ port: 0, host: '127.0.0.1' })
  return typeof address === 'string' ? address : `http://127.0.0.1:${address.port}`
}
