import {
  type ProviderFlaw,
  providerFlaw,
  putIdentity,
  removeIdentity,
  removeMaster,
} from '../admin/identity.ts'
import { tryAccountBy } from '../checks/try-account.ts'
import { configOf, problemInWords } from './check-commands.ts'
import { putServiceAccount } from '../admin/service-accounts.ts'
import { AppError } from '../http/app-error.ts'
import { type Command, CommandError, known, serverKey } from './command.ts'
import { readPassword, shown } from './tenant-commands.ts'

/** Where the people of a tenant prove who they are, and how its servers are signed in to for them. */
export const identityCommands: Record<string, Command> = {
  async 'set-oidc'(standing, [slug], options) {
    const { db, env } = standing
    const tenant = await known(db, slug)
    const issuer = options.issuer ?? ''
    const clientId = options['client-id']?.trim() ?? ''
    if (clientId === '')
      throw new CommandError('--client-id is missing: the name the provider knows Staffetta by.', 2)
    const servers = options.servers ?? 'token'
    if (servers !== 'token' && servers !== 'master')
      throw new CommandError('--servers is token, or master.', 2)
    const provider = {
      issuer,
      clientId,
      scopes: options.scopes ?? 'openid email profile',
      addressClaim: options.claim ?? 'email',
      trustsAddress: options.unverified === true,
      servers,
      passwords: options['keep-passwords'] === true,
    } as const
    const flaw = providerFlaw(tenant, provider)
    if (flaw !== null) throw new CommandError(flaws[flaw], 2)
    const secretFile = options['secret-file']
    const secret = secretFile === undefined ? null : readPassword(secretFile)
    await putIdentity(db, serverKey(env), standing.actor, tenant, { ...provider, secret })
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
    await removeIdentity(standing.db, standing.actor, tenant)
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
    const config = configOf(env)
    const account = { account: 'master', user, password } as const
    const problem = await tryAccountBy({ db, config }, standing.actor, tenant, account)
    const why = problem && (await problemInWords(problem))
    if (problem?.step === 'sign-in') throw new CommandError(`${why}. Nothing was kept.`)
    await putServiceAccount(db, standing.actor, tenant, { key: config.key, kind: 'master', user, password })
    return shown(
      await known(db, slug),
      `${why === null ? '' : `Kept without being tried: ${why}.\n`}${tenant.name}: with set-oidc --servers master, people's servers are signed in to as <address>*${user}.`,
    )
  },

  async 'remove-master'(standing, [slug]) {
    const { db } = standing
    const tenant = await known(db, slug)
    try {
      await removeMaster(db, standing.actor, tenant)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      throw new CommandError(
        `People of ${tenant.name} come in by it: staffetta tenant set-oidc … --servers token, or remove-oidc, first.`,
      )
    }
    return shown(await known(db, slug), `${tenant.name} has no master user any more.`)
  },
}

const flaws: Record<ProviderFlaw, string> = {
  issuer:
    '--issuer is missing: the address of the provider, as it calls itself: https://accesso.example.it/realms/comune',
  'clear-text':
    'Without TLS whoever listens signs in as anybody: http is for this machine itself (127.0.0.1).',
  scopes: '--scopes has to contain openid.',
  claim:
    'No provider says that it verified a claim other than email, and some let people write it themselves. If yours does not: --unverified.',
  master: 'As which master? staffetta tenant set-master <slug> --user … --password-file …',
}
