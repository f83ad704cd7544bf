import type { TestServer } from './server.ts'

/** A browser as far as cookies and redirects are concerned: one jar for the provider, the product's cookies by hand. */
export class Wanderer {
  readonly #jar = new Map<string, string>()

  /** At the provider: as far as it sends on within itself. Gives back the page, or where it leads away. */
  async visit(
    url: string,
    form?: Record<string, string>,
  ): Promise<{ at: string; away: boolean; html: string }> {
    let at = url
    let body = form && new URLSearchParams(form)
    for (let hop = 0; hop < 10; hop++) {
      const answer = await fetch(at, {
        redirect: 'manual',
        headers: { cookie: [...this.#jar].map(([name, value]) => `${name}=${value}`).join('; ') },
        ...(body && { method: 'POST', body }),
      })
      for (const line of answer.headers.getSetCookie()) {
        const [name = '', value = ''] = line.split(';')[0]!.split('=')
        if (value === '') this.#jar.delete(name)
        else this.#jar.set(name, value)
      }
      const location = answer.headers.get('location')
      if (location === null) return { at, away: false, html: await answer.text() }
      const next = new URL(location, at)
      if (next.origin !== new URL(at).origin) return { at: next.href, away: true, html: '' }
      at = next.href
      body = undefined
    }
    throw new Error('The provider sends in circles.')
  }
}

/** Leaves the product for the provider: what the browser keeps, and where it is sent. */
export async function leave(
  { app }: TestServer,
  query: Record<string, string>,
  cookie = '',
): Promise<{ kept: string; url: string }> {
  const answer = await app.inject({ url: '/api/auth/identity', query, headers: { cookie } })
  const kept = answer.cookies.find(({ name }) => name === '__Host-staffetta-identity')
  return {
    kept: kept === undefined ? '' : `${kept.name}=${kept.value}`,
    url: String(answer.headers.location),
  }
}

/** Comes back from the provider: where one is then, and the session. */
export async function comeBack(
  { app }: TestServer,
  answerUrl: string,
  kept: string,
): Promise<{ at: string; cookie: string | undefined }> {
  const { pathname, search } = new URL(answerUrl)
  const answer = await app.inject({ url: pathname + search, headers: { cookie: kept } })
  const session = answer.cookies.find(({ name, value }) => name === '__Host-staffetta' && value !== '')
  return { at: String(answer.headers.location), cookie: session && `${session.name}=${session.value}` }
}

/** The whole way; `who`: as whom they sign in at the provider. */
export async function arrive(
  server: TestServer,
  address: string,
  { who = address, more = {} }: { who?: string; more?: Record<string, string> } = {},
): Promise<{ at: string; cookie: string; wanderer: Wanderer }> {
  const wanderer = new Wanderer()
  const { kept, url } = await leave(server, { address, ...more })
  if (url.startsWith('/')) return { at: url, cookie: '', wanderer }
  const form = await wanderer.visit(url)
  const answer = await wanderer.visit(form.at, { login: who, password: 'password', do: 'in' })
  const { at, cookie } = await comeBack(server, answer.at, kept)
  return { at, cookie: cookie ?? '', wanderer }
}
