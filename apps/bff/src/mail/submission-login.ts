import { type Credential, type TokenCredential, withSecret } from '../http/credential.ts'

/** What nodemailer gives whoever signs in by a mechanism of their own. */
interface Exchange {
  /** The mechanisms of the server that nodemailer knows: OAUTHBEARER is not among them. */
  authMethods: string[]
  sendCommand: (command: string) => Promise<{ status: number; response: string }>
}

/** How nodemailer signs in. Its own OAuth2 asks a token endpoint by itself and knows XOAUTH2 alone. */
export function authentication(credential: Credential) {
  const { user } = credential
  if (credential.kind === 'password') return { auth: { user, pass: credential.password } }
  return {
    auth: { type: 'custom' as const, method: 'TOKEN', user, pass: '' },
    customAuth: { TOKEN: (exchange: Exchange) => signIn(exchange, credential) },
  }
}

class Refused extends Error {}

/** XOAUTH2 where the server offers it, else OAUTHBEARER (RFC 7628); both say the same. */
async function signIn(exchange: Exchange, credential: TokenCredential): Promise<void> {
  const { user } = credential
  await withSecret(
    credential,
    (error) => error instanceof Refused,
    async (token) => {
      const command = exchange.authMethods.includes('XOAUTH2')
        ? `AUTH XOAUTH2 ${encoded(`user=${user}`, token)}`
        : `AUTH OAUTHBEARER ${encoded(`n,a=${user.replaceAll('=', '=3D').replaceAll(',', '=2C')},`, token)}`
      let answer = await exchange.sendCommand(command)
      // The reason, in JSON: it is to be answered before the refusal comes (RFC 7628 §3.2.3).
      if (answer.status === 334) answer = await exchange.sendCommand('AQ==')
      if (answer.status !== 235) throw new Refused(answer.response)
    },
  )
}

function encoded(who: string, token: string): string {
  return Buffer.from([who, `auth=Bearer ${token}`, '', ''].join('\u0001')).toString('base64')
}
