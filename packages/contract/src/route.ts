import type { ErrorCode } from './errors.ts'
import type { Role } from './roles.ts'
import type { Static, TObject, TSchema } from './schema.ts'

/** Who may call: anyone; a signed-in person of a tenant whose service is on; somebody with one of the route's `roles`. */
export type Access = 'public' | 'user' | 'admin'

/**
 * What administrators show besides their session: nothing; a second factor, once in it; the second factor within the last five
 * minutes.
 */
export type Proof = 'none' | 'session' | 'fresh'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** What comes back: one JSON value, a stream of JSON lines, live events, bytes, another place for the browser, or nothing. */
export type Answer = 'json' | 'json-lines' | 'events' | 'bytes' | 'redirect' | 'empty'

export interface Route {
  readonly method: Method
  readonly path: string
  readonly access: Access
  /** Of an `admin` route: any of these lets through. With `:tenantId` in the path the role must be for that body. */
  readonly roles?: readonly Role[]
  /** Of an `admin` route; `session` where it does not say. */
  readonly proof?: Proof
  /** The service of the tenant that must be on. */
  readonly service?: 'mail' | 'calendar' | 'contacts'
  readonly params?: TObject
  readonly query?: TObject
  /** A schema for JSON, `bytes` for a raw upload. */
  readonly body?: TSchema | 'bytes'
  /** It changes nothing, although what it asks for is too long for a GET. */
  readonly onlyReads?: true
  readonly answer: Answer
  readonly response?: TSchema
  /** The codes this route can answer besides those every route can (request/*, auth/*). */
  readonly errors: readonly ErrorCode[]
}

/** A route is data: mounted by the BFF, called through the client, listed by the guardrails. */
export function defineRoute<const R extends Route>(route: R): R {
  return route
}

type Shape<T> = T extends TSchema ? Static<T> : unknown

/** Parameters, query and body as one object: their names never clash within a route. */
export type Input<R extends Route> = Shape<R['params']> &
  Shape<R['query']> &
  (R['body'] extends 'bytes' ? unknown : Shape<R['body']>)

export type Output<R extends Route> = R['response'] extends TSchema ? Static<R['response']> : void

export type Params<R extends Route> = Shape<R['params']>
export type Query<R extends Route> = Shape<R['query']>
export type Body<R extends Route> = R['body'] extends TSchema ? Static<R['body']> : undefined
