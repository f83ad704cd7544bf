import { expect, test } from 'vitest'
import { createClient } from './client.ts'
import { ApiError } from './errors.ts'
import { routes } from './routes.ts'

function clientAnswering(answer: () => Promise<Response>) {
  const calls: { url: string; init: RequestInit }[] = []
  const fetch = (async (url: string, init: RequestInit) => {
    calls.push({ url, init })
    return answer()
  }) as unknown as typeof globalThis.fetch
  return { calls, api: createClient(routes, { fetch, account: () => null, csrfToken: () => 'token' }) }
}

test('parameters fill the path, the rest of a GET becomes its query', async () => {
  const { calls, api } = clientAnswering(async () => Response.json({ rows: [] }))

  await api.mail.listMessages({ mailboxId: 'inbox', offset: 50, filter: 'unread' })

  expect(calls[0]?.url).toBe('/api/mail/mailboxes/inbox/messages?offset=50&filter=unread')
  expect(calls[0]?.init.headers).toEqual({})
})

test('an unsafe call carries its body without the path parameters, and the token', async () => {
  const { calls, api } = clientAnswering(async () => Response.json({ mailboxId: 'a' }))

  await api.mail.renameMailbox({ mailboxId: 'a', name: 'b', parentId: null })

  expect(calls[0]?.url).toBe('/api/mail/mailboxes/a')
  expect(calls[0]?.init.body).toBe('{"name":"b","parentId":null}')
  expect(calls[0]?.init.headers).toMatchObject({ 'x-csrf-token': 'token' })
})

test('what is written outlasts the page, within what browsers take; what is read ends with it', async () => {
  let answer: (response: Response) => void = () => undefined
  const answered = new Promise<Response>((resolve) => (answer = resolve))
  const { calls, api } = clientAnswering(async () => (await answered).clone())
  const rename = (name: string) => api.mail.renameMailbox({ mailboxId: 'a', name, parentId: null })

  const all = [
    rename('b'),
    rename('è'.repeat(20_000)),
    rename('ù'.repeat(20_000)),
    api.mail.listMailboxes({}),
  ]
  expect(calls.map(({ init }) => init.keepalive ?? false)).toEqual([true, true, false, false])
  answer(Response.json({ mailboxId: 'a' }))
  await Promise.all(all)
  await rename('ù'.repeat(20_000))
  expect(calls.at(-1)?.init.keepalive).toBe(true)
})

test('a problem becomes an ApiError with its code, a page of a proxy in between one without details', async () => {
  const problem = clientAnswering(async () =>
    Response.json({ code: 'mail/over-quota', details: { used: 5 } }, { status: 507 }),
  )
  const proxy = clientAnswering(async () => new Response('<h1>Bad Gateway</h1>', { status: 502 }))

  await expect(problem.api.mail.listMailboxes({})).rejects.toMatchObject({
    code: 'mail/over-quota',
    problem: { details: { used: 5 } },
  })
  await expect(proxy.api.mail.listMailboxes({})).rejects.toEqual(new ApiError('network'))
})

test('lines of a stream arrive one by one, even when a line is cut across chunks', async () => {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of ['{"kind":"hi', 'ts"}\n{"kind":', '"done"}\n'])
        controller.enqueue(new TextEncoder().encode(chunk))
      controller.close()
    },
  })
  const { api } = clientAnswering(async () => new Response(body))

  const kinds: string[] = []
  for await (const frame of api.mail.search({ criteria: {}, limit: 10 })) kinds.push(frame.kind)

  expect(kinds).toEqual(['hits', 'done'])
})
