import type { Body, Output, Params, Query, Route } from '@staffetta/contract'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Account } from './account.ts'
import type { Administrator } from './administrator.ts'
import { AppError } from './app-error.ts'

/** Who is asking, as the auth area found out; `http` only insists that somebody did. */
export interface SignedIn {
  account: Account
  /** SHA-256 of the session's id. */
  sessionHash: Buffer
}

declare module 'fastify' {
  interface FastifyInstance {
    authenticate(request: FastifyRequest): Promise<SignedIn>
    checkOrigin(request: FastifyRequest): void
    /** Throws unless the person has a role for the route and what it names, and the proof it asks for. */
    authorise(request: FastifyRequest, route: Route, signedIn: SignedIn): Promise<Administrator>
    checkToken(request: FastifyRequest, signedIn: SignedIn): void
    /** Tells every node that a person changed something, before it is answered. */
    done(route: Route, signedIn: SignedIn): Promise<void>
  }
  interface FastifyContextConfig {
    route?: Route
  }
}

export interface Call<R extends Route> {
  account: R['access'] extends 'public' ? undefined : Account
  sessionHash: R['access'] extends 'public' ? undefined : Buffer
  administrator: R['access'] extends 'admin' ? Administrator : undefined
  params: Params<R>
  query: Query<R>
  body: Body<R>
  request: FastifyRequest
  reply: FastifyReply
}

type Handler<R extends Route> = (call: Call<R>) => Promise<R['answer'] extends 'json' ? Output<R> : unknown>

/**
 * Mounts a route of the contract. Before the handler runs: the origin is ours, somebody with the right to is signed in,
 * the service is on, the token matches, the schemas hold. After it: only declared fields leave.
 */
export function mount<R extends Route>(app: FastifyInstance, route: R, handler: Handler<R>): void {
  const unsafe = route.method !== 'GET'
  app.route({
    method: route.method,
    url: route.path,
    config: { route },
    schema: {
      ...(route.params && { params: route.params }),
      ...(route.query && { querystring: route.query }),
      ...(route.body && route.body !== 'bytes' && { body: route.body }),
      ...(route.answer === 'json' && route.response && { response: { 200: route.response } }),
    },
    onRequest: async (request) => {
      if (unsafe) app.checkOrigin(request)
      if (route.access === 'public') return
      const signedIn = await app.authenticate(request)
      if (route.service && !signedIn.account.tenant.services.includes(route.service))
        throw new AppError('auth/service-disabled')
      if (unsafe) app.checkToken(request, signedIn)
      request.signedIn = signedIn
      if (route.access === 'admin') request.administrator = await app.authorise(request, route, signedIn)
    },
    handler: async (request, reply) => {
      const answer = await handler({
        account: request.signedIn?.account,
        sessionHash: request.signedIn?.sessionHash,
        administrator: request.administrator,
        params: request.params,
        query: request.query,
        body: request.body,
        request,
        reply,
      } as Call<R>)
      if (unsafe && route.onlyReads !== true && request.signedIn !== undefined)
        await app.done(route, request.signedIn)
      if (route.answer === 'empty') return reply.status(204).send()
      return answer
    },
  })
}

declare module 'fastify' {
  interface FastifyRequest {
    signedIn?: SignedIn
    administrator?: Administrator
  }
}
