import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { TenantDirectory } from '../db/tenant-directory.ts'
import type { Tenant } from '../db/tenants.ts'
import { AppError } from '../http/app-error.ts'
import { autoconfigOf, serverOf } from './autoconfig.ts'
import { askedAddress, autodiscoverOf } from './autodiscover.ts'
import { davAddress, programServers } from './servers.ts'

/**
 * Where other programs look by themselves, under names that others have chosen. They ask without signing in, and what they are
 * told is the same for every address of a domain: nothing says who is there.
 */
export function answerPrograms(app: FastifyInstance, tenants: TenantDirectory): void {
  for (const path of ['/.well-known/autoconfig/mail/config-v1.1.xml', '/mail/config-v1.1.xml'])
    app.get(path, async (request, reply) => {
      const { emailaddress } = request.query as { emailaddress?: unknown }
      const domain = domainOf(typeof emailaddress === 'string' ? emailaddress : '') ?? askedHost(request)
      return sendXml(reply, domain, await bodyOf(tenants, domain, hostOf(request)), autoconfigOf)
    })

  app.addHttpMethod('PROPFIND', { hasBody: true })
  void app.register(async (scope) => {
    scope.addContentTypeParser(
      ['text/xml', 'application/xml'],
      { parseAs: 'string', bodyLimit: 16_384 },
      (_request, body, done) => done(null, body),
    )
    // Outlook writes it both ways.
    for (const path of ['/autodiscover/autodiscover.xml', '/Autodiscover/Autodiscover.xml'])
      scope.post(path, async (request, reply) => {
        const address = askedAddress(typeof request.body === 'string' ? request.body : '') ?? ''
        const tenant = await bodyOf(tenants, domainOf(address) ?? '', hostOf(request))
        return sendXml(reply, address, tenant, autodiscoverOf)
      })

    for (const kind of ['caldav', 'carddav'] as const)
      // RFC 6764 §5: programs ask with PROPFIND, and with GET.
      scope.route({
        method: ['GET', 'PROPFIND'],
        url: `/.well-known/${kind}`,
        handler: async (request, reply) => {
          const host = hostOf(request)
          const tenant = (await tenants.byHost(host)) ?? (await bodyOf(tenants, host, host))
          const server = tenant && serverOf(programServers(tenant), kind)
          // Back to itself it would go round for ever: there whoever stands before it answers.
          if (server === undefined || server.host === host) throw new AppError('request/not-found')
          return reply.redirect(davAddress(server, `/.well-known/${kind}`), 301)
        },
      })
  })
}

/** Of bodies that share a domain, the one whose name was asked; between the others nobody guesses. */
async function bodyOf(tenants: TenantDirectory, domain: string, host: string): Promise<Tenant | undefined> {
  const bodies = await tenants.ofDomain(domain)
  return bodies.find(({ hosts }) => hosts.includes(host)) ?? (bodies.length === 1 ? bodies[0] : undefined)
}

function sendXml(
  reply: FastifyReply,
  name: string,
  tenant: Tenant | undefined,
  write: (tenant: Tenant, name: string) => string | undefined,
) {
  const text = tenant && write(tenant, name)
  if (text === undefined) throw new AppError('request/not-found')
  return reply
    .header('content-type', 'text/xml; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(text)
}

function domainOf(address: string): string | undefined {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase()
  return address.includes('@') && domain !== '' ? domain : undefined
}

const hostOf = ({ hostname }: FastifyRequest) => hostname.toLowerCase().replace(/\.$/, '')
const askedHost = (request: FastifyRequest) => hostOf(request).replace(/^autoconfig\./, '')
