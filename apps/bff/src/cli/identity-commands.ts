import { removeIdentityProvider, setIdentityProvider } from '../db/identity-providers.ts'
import { isLoopback } from '../admin/servers.ts'
import { dropServiceAccount, putServiceAccount } from '../admin/service-accounts.ts'
import { type Command, CommandError, known, serverKey } from './command.ts'
import { did, readPassword, shown } from './tenant-commands.ts'

/** Where the people of a tenant prove who they are, and how its servers are signed in to for them. */
export const identityCommands: Record<string, Command> = {
  async 'set-oidc'(standing, [slug], options) {
    const { db, env } = standing
    const tenant = await known(db, slug)
    const issuer = readIssuer(options.issuer)
    const clientId = options['client-id']?.trim() ?? ''
    if (clientId === '')
      throw new CommandError('--client-id is missing: the name the provider knows Staffetta by.', 2)
    const secretFile = options['secret-file']
    const servers = options.servers ?? 'token'
    if (servers !== 'token' && servers !== 'master') {
      throw new CommandError('--servers is token, or master.', 2)
    }
    if (servers === 'master' && tenant.serviceAccounts.master === undefined) {
      throw new CommandError(
        `As which master? staffetta tenant set-master ${tenant.slug} --user … --password-file …`,
      )
    }
    const addressClaim = options.claim ?? 'email'
    const trustsAddress = options.unverified === true
    if (addressClaim !== 'email' && !trustsAddress) {
      throw new CommandError(
        `No provider says that it verified "${addressClaim}", and some let people write it themselves. If yours does not: --unverified.`,
      )
    }
    const scopes = options.scopes ?? 'openid email profile'
    if (!scopes.split(' ').includes('openid')) throw new CommandError('--scopes has to contain openid.', 2)
    const provider = {
      issuer,
      clientId,
      scopes,
      addressClaim,
      trustsAddress,
      servers,
      passwords: options['keep-passwords'] === true,
    } as const
    const secret = secretFile === undefined ? null : readPassword(secretFile)
    await did(standing, tenant, { act: 'tenant/identity-set', subject: issuer, details: provider }, (tx) =>
      setIdentityProvider(tx, serverKey(env), tenant.id, { ...provider, secret }),
    )
    return shown(
      await known(db, slug),
      `${tenant.name}: people sign in at ${issuer}${provider.passwords ? ', or with their password' : ''}.\n` +
        'Register there, with the address of this installation before it:\n' +
        '  redirect   /api/auth/identity/answer\n' +
        '  logout     /api/auth/identity/logout   (back-channel)\n' +
        '  afterwards /login',
    )
  },

  async 'remove-oidc'(standing, [slug]) {
    const tenant = await known(standing.db, slug)
    await did(standing, tenant, { act: 'tenant/identity-removed' }, (tx) =>
      removeIdentityProvider(tx, tenant.id),
    )
    return shown(
      await known(standing.db, slug),
      `${tenant.name}: people sign in with their password again; who came by the provider is signed out.`,
    )
  },

  async 'set-master'(standing, [slug], options) {
    const { db, env } = standing
    const tenant = await known(db, slug)
    const user = options.user?.trim() ?? ''
    if (user === '' || /[\s*:]/.test(user))
      throw new CommandError('--user is missing: the master user of the mail server, without *.', 2)
    const password = readPassword(options['password-file'])
    await putServiceAccount(db, standing.actor, tenant, {
      key: serverKey(env),
      kind: 'master',
      user,
      password,
    })
    return shown(
      await known(db, slug),
      `${tenant.name}: with set-oidc --servers master, people's servers are signed in to as <address>*${user}.`,
    )
  },

  async 'remove-master'(standing, [slug]) {
    const { db } = standing
    const tenant = await known(db, slug)
    if (tenant.identity?.servers === 'master')
      throw new CommandError(
        `People of ${tenant.name} come in by it: staffetta tenant set-oidc … --servers token, or remove-oidc, first.`,
      )
    await dropServiceAccount(db, standing.actor, tenant, 'master')
    return shown(await known(db, slug), `${tenant.name} has no master user any more.`)
  },
}

/** As the provider writes itself in its own discovery document, to the letter. */
function readIssuer(text: string | undefined): string {
  const url = text !== undefined && URL.canParse(text) ? new URL(text) : undefined
  if (text === undefined || url === undefined || !/^https?:$/.test(url.protocol))
    throw new CommandError(
      '--issuer is missing: the address of the provider, as it calls itself: https://accesso.example.it/realms/comune',
      2,
    )
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    throw new CommandError(
      'Without TLS whoever listens signs in as anybody: http is for this machine itself (127.0.0.1).',
    )
  }
  return text
}
