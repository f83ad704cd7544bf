import { createServer, type IncomingMessage, request as ask } from 'node:http'
import type { Dovecot } from './dovecot.ts'
import { mayLogIn } from './imap-login.ts'
import { freePort, loopback, type PortChooser } from './ports.ts'

export interface DavGate {
  port: number
  stop: () => Promise<void>
}

/**
 * What a body puts before a DAV server that knows no tokens: whoever asks is let through under the name that the identity provider
 * gives for their token, or the mail server for their password, master users included. The DAV server believes the gate alone.
 */
export async function startDavGate(options: {
  behind: { host: string; port: number }
  dovecot: Pick<Dovecot, 'host' | 'imapPort'>
  userinfoUrl: string
  /** How the server behind is told who asks; else by X-Remote-User. */
  introduce?: (who: string) => Record<string, string>
  choosePort?: PortChooser
}): Promise<DavGate> {
  const port = await (options.choosePort ?? freePort)('dav-gate')
  const whoAsks = async ({ headers }: IncomingMessage): Promise<string | undefined> => {
    const [scheme = '', value = ''] = (headers.authorization ?? '').split(' ')
    if (scheme === 'Bearer') {
      const answer = await fetch(options.userinfoUrl, { headers: { authorization: `Bearer ${value}` } })
      return answer.ok ? ((await answer.json()) as { email?: string }).email : undefined
    }
    const [user = '', ...rest] = Buffer.from(value, 'base64').toString().split(':')
    const good = user !== '' && (await mayLogIn(options.dovecot, user, { password: rest.join(':') }))
    // `elena@…*master`: whose mailbox it is stands first.
    return good ? user.split('*')[0] : undefined
  }
  const server = createServer(async (request, response) => {
    const who = await whoAsks(request).catch(() => undefined)
    if (who === undefined) {
      request.resume()
      response.writeHead(401, { 'www-authenticate': 'Bearer, Basic realm="DAV"' }).end()
      return
    }
    const { authorization: _, 'x-remote-user': __, ...rest } = request.headers
    const headers = { ...rest, ...(options.introduce?.(who) ?? { 'x-remote-user': who }) }
    const { method, url: path } = request
    const onward = ask({ ...options.behind, method, path, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    onward.on('error', () => response.destroy())
    request.pipe(onward)
  })
  await new Promise<void>((resolve) => server.listen(port, loopback, resolve))
  return {
    port,
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
