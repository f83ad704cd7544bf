import { ApiError, type ErrorCode, type Problem } from './errors.ts'
import type { Input, Output, Route } from './route.ts'
import type { TSchema } from './schema.ts'

export interface CallOptions {
  signal?: AbortSignal
}

type Call<R extends Route> = (input: Input<R>, options?: CallOptions) => Promise<Output<R>>
type Lines<R extends Route> = (input: Input<R>, options?: CallOptions) => AsyncIterable<Output<R>>
type Upload<R extends Route> = (
  input: Input<R>,
  body: Blob,
  options?: CallOptions & { onProgress?: (sentBytes: number) => void },
) => Promise<Output<R>>

type Bytes<R extends Route> = (input: Input<R>, options?: CallOptions) => Promise<Blob>

/** What a route becomes in the browser: a call, a stream of lines, an upload, or (bytes, events, redirects) its address; bytes that are asked for with a body have none. */
export type Callable<R extends Route> = R['body'] extends 'bytes'
  ? Upload<R>
  : R['answer'] extends 'json-lines'
    ? Lines<R>
    : R['answer'] extends 'bytes' | 'events' | 'redirect'
      ? R['body'] extends TSchema
        ? Bytes<R>
        : (input: Input<R>) => string
      : Call<R>

export type Client<Areas> = {
  [Area in keyof Areas]: {
    [Name in keyof Areas[Area]]: Areas[Area][Name] extends Route ? Callable<Areas[Area][Name]> : never
  }
}

export interface ClientOptions {
  fetch: typeof globalThis.fetch
  /** Read at every unsafe call; null before sign-in. */
  csrfToken: () => string | null
  /** Whom the page shows; what is another person's is not given to it. Null before sign-in. */
  account: () => string | null
  /** Told of every failure, so that the app can react to an ended session in one place. */
  onError?: (error: ApiError) => void
}

/** Typed calls for every route. Throws ApiError and nothing else, except the AbortError of an aborted signal. */
export function createClient<Areas extends Record<string, Record<string, Route>>>(
  areas: Areas,
  options: ClientOptions,
): Client<Areas> {
  const client: Record<string, Record<string, unknown>> = {}
  for (const [area, routes] of Object.entries(areas)) {
    const calls: Record<string, unknown> = (client[area] = {})
    for (const [name, route] of Object.entries(routes)) calls[name] = callable(route, options)
  }
  return client as Client<Areas>
}

type Values = Record<string, unknown>

function callable(route: Route, options: ClientOptions): unknown {
  if (route.body === 'bytes') {
    return (input: Values, body: Blob, call: Parameters<Upload<Route>>[2] = {}) =>
      upload(route, input, body, options, call)
  }
  if (route.answer === 'json-lines')
    return (input: Values, call: CallOptions = {}) => lines(route, input, options, call)
  if (route.answer === 'bytes' && route.body !== undefined)
    return async (input: Values, call: CallOptions = {}) => {
      const response = await send(route, input, options, call)
      return response.blob().catch((error: unknown) => {
        if (call.signal?.aborted) throw error
        throw told(new ApiError('network'), options)
      })
    }
  if (route.answer === 'bytes' || route.answer === 'events' || route.answer === 'redirect')
    return (input: Values) => addressOf(route, input).url
  return async (input: Values, call: CallOptions = {}) => {
    const response = await send(route, input, options, call)
    return response.status === 204 ? undefined : await response.json()
  }
}

function addressOf(route: Route, input: Values): { url: string; body: Values } {
  const rest = { ...input }
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => {
    const value = String(rest[name])
    delete rest[name]
    return encodeURIComponent(value)
  })
  if (route.body !== undefined && route.body !== 'bytes') return { url: path, body: rest }
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(rest)) if (value !== undefined) query.set(name, String(value))
  return { url: query.size > 0 ? `${path}?${query}` : path, body: {} }
}

function headersOf(route: Route, options: ClientOptions): Record<string, string> {
  const token = options.csrfToken()
  const account = options.account()
  return {
    ...(account !== null && { 'x-account': account }),
    ...(token !== null && route.method !== 'GET' && { 'x-csrf-token': token }),
  }
}

async function send(
  route: Route,
  input: Values,
  options: ClientOptions,
  call: CallOptions,
): Promise<Response> {
  const { url, body } = addressOf(route, input)
  const headers = headersOf(route, options)
  const init: RequestInit = { method: route.method, headers, credentials: 'same-origin' }
  if (call.signal) init.signal = call.signal
  if (route.body !== undefined) {
    headers['content-type'] = 'application/json'
    init.body = JSON.stringify(body)
  }
  let response: Response
  const sent = outlastsThePage(route, init)
  try {
    response = await options.fetch(url, init)
  } catch (error) {
    if (call.signal?.aborted) throw error
    throw told(new ApiError('network'), options)
  } finally {
    sent()
  }
  if (response.ok) return response
  throw told(problemOf(response.status, await response.text()), options)
}

/** A page may have 64 KiB of such bodies on their way (Fetch §4.5), and Chromium takes few requests at a time: more fail at once. */
const mostKept = { bytes: 60_000, requests: 6 }
const kept = { bytes: 0, requests: 0 }

/** What is written by a click arrives, also where the tab is closed or reloaded right after it. Gives back what ends it. */
function outlastsThePage(route: Route, init: RequestInit): () => void {
  if (route.method === 'GET' || init.signal) return () => undefined
  const bytes = typeof init.body === 'string' ? new TextEncoder().encode(init.body).length : 0
  if (kept.bytes + bytes > mostKept.bytes || kept.requests >= mostKept.requests) return () => undefined
  init.keepalive = true
  kept.bytes += bytes
  kept.requests += 1
  return () => {
    kept.bytes -= bytes
    kept.requests -= 1
  }
}

async function* lines(
  route: Route,
  input: Values,
  options: ClientOptions,
  call: CallOptions,
): AsyncIterable<unknown> {
  const response = await send(route, input, options, call)
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  let held = ''
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((error: unknown) => {
        if (call.signal?.aborted) throw error
        throw told(new ApiError('network'), options)
      })
      if (done) break
      const parts = (held + value).split('\n')
      held = parts.pop()!
      for (const line of parts) if (line !== '') yield JSON.parse(line)
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

/** XMLHttpRequest, because fetch does not tell how much of a body has left. */
function upload(
  route: Route,
  input: Values,
  body: Blob,
  options: ClientOptions,
  call: NonNullable<Parameters<Upload<Route>>[2]>,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open(route.method, addressOf(route, input).url)
    for (const [name, value] of Object.entries(headersOf(route, options)))
      request.setRequestHeader(name, value)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.addEventListener('progress', (event) => call.onProgress?.(event.loaded))
    request.addEventListener('load', () => {
      if (request.status < 300) resolve(JSON.parse(request.responseText))
      else reject(told(problemOf(request.status, request.responseText), options))
    })
    request.addEventListener('error', () => reject(told(new ApiError('network'), options)))
    request.addEventListener('abort', () =>
      reject(new DOMException('The upload was cancelled.', 'AbortError')),
    )
    call.signal?.addEventListener('abort', () => request.abort())
    request.send(body)
  })
}

function told(error: ApiError, options: ClientOptions): ApiError {
  options.onError?.(error)
  return error
}

/** A proxy in between may answer with its own page: then the status decides. */
function problemOf(status: number, text: string): ApiError {
  try {
    const problem = JSON.parse(text) as Problem
    // Of a newer server, too: the list of all codes is no business of a browser's.
    if (/^[a-z]+\/[a-z-]+$/.test(problem.code)) return new ApiError(problem.code, problem)
  } catch {
    // not ours
  }
  const code: ErrorCode | 'network' =
    status === 413
      ? 'request/too-large'
      : status === 429
        ? 'request/too-many'
        : status >= 502
          ? 'network'
          : 'request/failed'
  return new ApiError(code)
}
