import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import type { ClientMetadata, default as Provider } from 'oidc-provider'
import { freePort, loopback, type PortChooser } from './ports.ts'

export interface OidcOptions {
  /** The products that send people here, by their address. */
  products: string[]
  accessTokenSeconds?: number
  choosePort?: PortChooser
}

export interface Oidc {
  issuer: string
  clientId: string
  clientSecret: string
  /** Tells a server whose token it was given (RFC 6750), as long as it is good. */
  userinfoUrl: string
  /** What is said of somebody, instead of their address, verified. */
  says: (address: string, claims: Record<string, unknown>) => void
  /** Ends everything of a person here, as an administrator does: the products are told by themselves. */
  endSessionsOf: (address: string) => Promise<void>
  /** How often tokens were asked for by a refresh token. */
  renewals: () => number
  /** Nobody is there, until `comeBack`. */
  goAway: () => void
  comeBack: () => void
  stop: () => Promise<void>
}

const clientId = 'staffetta'
const clientSecret = 'segreto-del-client-di-prova'
const password = 'password'

/** Starts an identity provider of its own (OpenID Connect): anybody signs in by a form, with the password `password`. Refresh tokens are good once. */
export async function startOidc(options: OidcOptions): Promise<Oidc> {
  const port = await (options.choosePort ?? freePort)('oidc')
  const issuer = `http://${loopback}:${port}`
  const said = new Map<string, Record<string, unknown>>()
  const sessions = new Map<string, { address: string; sid: string }>()
  let renewals = 0
  let away = false

  const client: ClientMetadata = {
    client_id: clientId,
    client_secret: clientSecret,
    redirect_uris: options.products.map((product) => `${product}/api/auth/identity/answer`),
    post_logout_redirect_uris: options.products.map((product) => `${product}/login`),
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    backchannel_logout_uri: `${options.products[0]}/api/auth/identity/logout`,
    backchannel_logout_session_required: true,
  }
  // Whoever needs no provider does not wait for its code.
  const { Provider: OidcProvider } = await import('oidc-provider')
  const provider = new OidcProvider(issuer, {
    clients: [client],
    cookies: { keys: [randomBytes(32).toString('hex')] },
    findAccount: (_context, address) => ({
      accountId: address,
      claims: async () => ({ sub: address, email: address, email_verified: true, ...said.get(address) }),
    }),
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'groups'] },
    features: {
      devInteractions: { enabled: false },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (context, form) => {
          context.body = page(
            'Esci',
            `${form}<button form="op.logoutForm" name="logout" value="yes">Esci dall’accesso unico</button>`,
          )
        },
      },
    },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    // The product stands on loopback like everything here, which a provider does not go to by itself.
    fetch: (url, options = {}) => {
      Reflect.deleteProperty(options, 'dispatcher')
      return fetch(url, options)
    },
    issueRefreshToken: async () => true,
    rotateRefreshToken: true,
    // Who works here has agreed by being employed.
    loadExistingGrant: async ({ oidc }) => {
      const known = oidc.session!.grantIdFor(oidc.client!.clientId)
      if (known !== undefined) return oidc.provider.Grant.find(known)
      const grant = new oidc.provider.Grant({
        clientId: oidc.client!.clientId,
        accountId: oidc.session!.accountId!,
      })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
    ttl: {
      AccessToken: options.accessTokenSeconds ?? 300,
      IdToken: 300,
      Interaction: 600,
      Session: 3600,
      Grant: 3600,
      RefreshToken: 3600,
    },
  })
  provider.on('grant.success', ({ oidc }) => {
    if (oidc.params?.['grant_type'] === 'refresh_token') renewals++
  })
  const keep = ({ oidc }: { oidc: { session?: unknown } }) => {
    const session = oidc.session as
      | { accountId?: string; jti: string; sidFor: (client: string) => string | undefined }
      | undefined
    const sid = session?.sidFor(clientId)
    if (session?.accountId !== undefined && sid !== undefined)
      sessions.set(session.jti, { address: session.accountId, sid })
  }
  provider.on('authorization.success', keep)

  const answer = provider.callback()
  const server = createServer((request, response) => {
    if (away) return request.socket.destroy()
    if (request.url === '/favicon.ico') return void response.writeHead(204).end()
    const asked = /^\/interaction\/([\w-]+)$/.exec(request.url ?? '')
    if (asked === null) return void answer(request, response)
    void interact(provider, request, response).catch((error: unknown) => {
      response.writeHead(400, { 'content-type': 'text/plain' }).end(String(error))
    })
  })
  await new Promise<void>((resolve) => server.listen(port, loopback, resolve))
  return {
    issuer,
    clientId,
    clientSecret,
    userinfoUrl: `${issuer}/me`,
    says: (address, claims) => said.set(address, claims),
    endSessionsOf: async (address) => {
      // Its declarations leave out how a provider ends sessions of its own accord.
      const known = (await provider.Client.find(clientId)) as unknown as {
        backchannelLogout: (subject: string, sid: string) => Promise<void>
      }
      for (const [jti, session] of sessions) {
        if (session.address !== address) continue
        sessions.delete(jti)
        await (await provider.Session.find(jti))?.destroy()
        await known.backchannelLogout(address, session.sid)
      }
    },
    renewals: () => renewals,
    goAway: () => {
      away = true
    },
    comeBack: () => {
      away = false
    },
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** The form by which somebody proves who they are. */
async function interact(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { params } = await provider.interactionDetails(request, response)
  const hint = typeof params['login_hint'] === 'string' ? params['login_hint'] : ''
  const show = (words: string) =>
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(
      page(
        'Accesso unico del Comune',
        `<p role="alert">${words}</p><form method="post">
         <p><label>Utente <input name="login" value="${hint.replaceAll(/[^\w.@+-]/g, '')}" autocomplete="username"></label></p>
         <p><label>Password <input name="password" type="password" autofocus></label></p>
         <button name="do" value="in">Accedi</button> <button name="do" value="no">Annulla</button></form>`,
      ),
    )
  if (request.method !== 'POST') return void show('')
  const form = new URLSearchParams(await text(request))
  const login = (form.get('login') ?? '').toLowerCase()
  if (form.get('do') === 'no') {
    const refusal = { error: 'access_denied', error_description: 'The person went back.' }
    return provider.interactionFinished(request, response, refusal)
  }
  if (form.get('password') !== password || login === '') return void show('Utente o password non validi.')
  await provider.interactionFinished(request, response, { login: { accountId: login } })
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="it"><meta name="viewport" content="width=device-width"><title>${title}</title>
    <body style="font:16px sans-serif;max-width:24rem;margin:4rem auto"><h1>${title}</h1>${body}</body></html>`
}
