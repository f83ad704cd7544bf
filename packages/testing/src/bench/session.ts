/** Somebody signed in to the product over HTTP, as a browser is. */
export interface BenchSession {
  cookie: string
  get: (path: string) => Promise<unknown>
  post: (path: string, body: object) => Promise<unknown>
  /** Opens the live stream, as every open tab has it; what comes is not read. */
  listen: () => Promise<() => void>
}

export async function signIn(url: string, address: string): Promise<BenchSession> {
  const response = await fetch(`${url}/api/auth/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ address, password: 'password', shared: false }),
  })
  if (!response.ok) throw new Error(`sign-in of ${address}: ${response.status} ${await response.text()}`)
  const { csrfToken } = (await response.json()) as { csrfToken: string }
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  const call = async (path: string, init: RequestInit): Promise<unknown> => {
    const answer = await fetch(`${url}${path}`, {
      ...init,
      headers: {
        cookie,
        'x-csrf-token': csrfToken,
        ...(init.body !== undefined && { 'content-type': 'application/json' }),
      },
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`)
    return text === '' ? undefined : JSON.parse(text)
  }
  return {
    cookie,
    get: (path) => call(path, {}),
    listen: async () => {
      const stream = new AbortController()
      const response = await fetch(`${url}/api/live`, { headers: { cookie }, signal: stream.signal })
      void response.body?.pipeTo(new WritableStream()).catch(() => undefined)
      return () => stream.abort()
    },
    post: (path, body) => call(path, { method: 'POST', body: JSON.stringify(body) }),
  }
}
