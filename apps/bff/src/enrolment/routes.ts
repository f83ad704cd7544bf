import { Readable } from 'node:stream'
import { enrolment } from '@staffetta/contract'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'
import type { Db } from '../db/open.ts'
import type { TenantDirectory } from '../db/tenant-directory.ts'
import { AppError } from '../http/app-error.ts'
import { mount } from '../http/mount.ts'
import { networkOf } from '../http/network.ts'
import { RateLimit } from '../http/rate-limit.ts'
import { sendBytes } from '../mail/send-bytes.ts'
import { findBodies } from './ipa/bodies.ts'
import type { Notices } from './notices.ts'
import {
  addLetter,
  beginRequest,
  discardRequest,
  findRequest,
  letterOf,
  removeLetter,
  type RequestDeps,
  requestOf,
  saveRequest,
  shownRequest,
} from './requests.ts'
import { sendRequest } from './send-request.ts'

/** Names the request this browser works on. Strict: what comes from elsewhere opens nothing. */
const COOKIE = '__Host-staffetta-request'
const cookieOptions = { path: '/', secure: true, httpOnly: true, sameSite: 'strict' } as const
const COOKIE_SECONDS = 30 * 24 * 3600

export interface EnrolmentDeps {
  db: Db
  config: Config
  tenants: TenantDirectory
  notices: Notices
}

export function mountEnrolment(app: FastifyInstance, deps: EnrolmentDeps): void {
  const { db, config, tenants, notices } = deps
  const limits = {
    search: new RateLimit({ burst: 60, perMinute: 120 }),
    begin: new RateLimit({ burst: 10, perMinute: 0.5 }),
    open: new RateLimit({ burst: 20, perMinute: 10 }),
    save: new RateLimit({ burst: 120, perMinute: 60 }),
    file: new RateLimit({ burst: 20, perMinute: 4 }),
    send: new RateLimit({ burst: 10, perMinute: 1 }),
  }
  const take = (limit: keyof typeof limits, { ip }: FastifyRequest) => limits[limit].take(networkOf(ip))

  /** Whom one asks: without a provider there is nobody, and no such page. */
  const withProvider = async (request: FastifyRequest): Promise<RequestDeps> => {
    const provider = await tenants.provider()
    if (provider === undefined) throw new AppError('request/not-found')
    return { db, config, provider, origin: new URL(`${request.protocol}://${request.host}`) }
  }
  const here = (request: FastifyRequest) => requestOf(deps, request.cookies[COOKIE])
  const keep = (reply: FastifyReply, token: string) =>
    reply.setCookie(COOKIE, token, { ...cookieOptions, maxAge: COOKIE_SECONDS })

  mount(app, enrolment.findBodies, async ({ query, request }) => {
    await withProvider(request)
    take('search', request)
    return { bodies: await findBodies(db, query.q) }
  })

  mount(app, enrolment.begin, async ({ body, request, reply }) => {
    const asked = await withProvider(request)
    take('begin', request)
    const { token, enrolment: begun } = await beginRequest(asked, body)
    notices.soon()
    keep(reply, token)
    return begun
  })

  mount(app, enrolment.open, async ({ body, request, reply }) => {
    const asked = await withProvider(request)
    take('open', request)
    const row = await requestOf(deps, body.token)
    keep(reply, body.token)
    return shownRequest(asked, row)
  })

  mount(app, enrolment.get, async ({ request }) => {
    const asked = await withProvider(request)
    const row = await findRequest(deps, request.cookies[COOKIE])
    return { enrolment: row === undefined ? null : await shownRequest(asked, row) }
  })

  mount(app, enrolment.save, async ({ body, request }) => {
    const asked = await withProvider(request)
    take('save', request)
    const saved = await saveRequest(asked, (await here(request)).id, body)
    notices.soon()
    return saved
  })

  mount(app, enrolment.addFile, async ({ query, request }) => {
    const asked = await withProvider(request)
    take('file', request)
    const content = request.body instanceof Readable ? request.body : Readable.from([])
    return addLetter(asked, (await here(request)).id, { ...query, content })
  })

  mount(app, enrolment.getFile, async ({ params, request, reply }) => {
    const { file_name, type, bytes } = await letterOf(deps, (await here(request)).id, params.fileId)
    await sendBytes(reply, Readable.from([bytes], { objectMode: false }), {
      type: type === 'pdf' ? 'application/pdf' : 'application/pkcs7-mime',
      fileName: file_name,
      disposition: 'attachment',
      sizeBytes: bytes.length,
    })
  })

  mount(app, enrolment.removeFile, async ({ params, request }) =>
    removeLetter(await withProvider(request), (await here(request)).id, params.fileId),
  )

  mount(app, enrolment.send, async ({ body, request }) => {
    const asked = await withProvider(request)
    take('send', request)
    const sent = await sendRequest(asked, (await here(request)).id, { ...body, ip: request.ip })
    notices.soon()
    return sent
  })

  mount(app, enrolment.leave, async ({ reply }) => {
    reply.clearCookie(COOKIE, cookieOptions)
  })

  mount(app, enrolment.discard, async ({ request, reply }) => {
    await discardRequest(deps, await here(request))
    reply.clearCookie(COOKIE, cookieOptions)
  })
}
