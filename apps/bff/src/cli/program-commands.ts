import { setPublicServer, type PublicKind, type PublicServer } from '../db/public-servers.ts'
import { recorded } from '../register/record.ts'
import { programServers } from '../programs/servers.ts'
import { type Command, CommandError, known } from './command.ts'

const kinds: PublicKind[] = ['imap', 'smtp', 'dav']
const usualPort = { imap: 993, smtp: 465, dav: 443 } satisfies Record<PublicKind, number>

export const programCommands: Record<string, Command> = {
  async 'set-public'({ db, actor }, [slug, wanted], options) {
    const tenant = await known(db, slug)
    const kind = kinds.find((one) => one === wanted)
    if (kind === undefined) throw new CommandError(`Which server? One of ${kinds.join(', ')}.`, 2)
    const after = options.host === undefined ? null : readServer(kind, options)
    const deed = {
      act: 'tenant/endpoint-set',
      actor,
      tenantId: tenant.id,
      subject: kind,
      details: { public: { before: tenant.publicServers[kind] ?? null, after } },
    } as const
    await recorded(db, deed, (tx) => setPublicServer(tx, tenant.id, kind, after))
    const servers = programServers(await known(db, slug))
    return {
      data: servers,
      text:
        servers.map((one) => `${one.kind.padEnd(8)} ${one.host}:${one.port} ${one.security}`).join('\n') ||
        'Nothing of it can be reached from outside.',
    }
  },
}

function readServer(
  kind: PublicKind,
  options: { host?: string | undefined; port?: string | undefined; tls?: string | undefined },
): PublicServer {
  const { host = '', tls = 'tls' } = options
  const port = Number(options.port ?? usualPort[kind])
  if (!/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(host))
    throw new CommandError('--host is a name of the Internet.', 2)
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    throw new CommandError('--port is a number from 1 to 65535.', 2)
  if (tls !== 'tls' && (tls !== 'starttls' || kind === 'dav'))
    throw new CommandError('--tls is tls, or starttls for mail: nobody is sent to a server in clear.', 2)
  return { host: host.toLowerCase(), port, tls }
}
