import { putDomain, removeDomain, tenantDomains, verifyDomain } from '../admin/domains.ts'
import { AppError } from '../http/app-error.ts'
import { configOf } from './check-commands.ts'
import { type Command, CommandError, known } from './command.ts'
import { readDomain, shown } from './tenant-commands.ts'

/** The domains a body's people sign in by, and how it is known that they are its own. */
export const domainCommands: Record<string, Command> = {
  async 'add-domain'({ db, env, actor }, [slug, given], options) {
    const tenant = await known(db, slug)
    const domain = readDomain(given ?? '', 'The domain')
    const waiver = readWaiver(options['without-ownership'])
    const deps = { db, config: configOf(env) }
    try {
      const before = tenant.claims.find((claim) => claim.domain === domain)
      const shared = options.shared === true
      if (before?.shared !== shared) await putDomain(db, actor, tenant, { domain, shared })
      if (before?.verified !== true)
        await verifyDomain(deps, actor, await known(db, slug), { domain, waiver })
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      if (error.code === 'admin/ownership-missing') {
        const { record } = (await tenantDomains(deps, tenant.id)).find((one) => one.domain === domain)!
        throw new CommandError(
          `${tenant.name} says that ${domain} is its own. Publish this, then the same again:\n\n  ${record.name}  ${record.type}  ${record.value}\n\nor --without-ownership "why".`,
        )
      }
      throw new CommandError(domainWords(error) ?? `${tenant.name} is ${tenant.state}: it has no domains.`)
    }
    return shown(await known(db, slug), `${domain} is of ${tenant.name}.`)
  },

  async 'remove-domain'({ db, actor }, [slug, given]) {
    const tenant = await known(db, slug)
    const domain = tenant.claims.find((claim) => claim.domain === given)?.domain
    if (domain === undefined)
      throw new CommandError(`Which one? ${tenant.claims.map((claim) => claim.domain).join(', ')}`, 2)
    if (tenant.claims.length === 1)
      throw new CommandError(`${domain} is the only domain of ${tenant.name}: add another one first.`)
    await removeDomain(db, actor, tenant, domain)
    return shown(await known(db, slug), `${domain} is not of ${tenant.name} any more. Mail in it stays.`)
  },
}

/** What keeps a domain from becoming a body's; undefined where it is something else. */
export function domainWords({ code, details }: AppError): string | undefined {
  if (code === 'admin/domain-taken')
    return `The domain ${details?.['domain']} is verified for ${details?.['name']}. Remove it there first, or let both say that they share it.`
  if (code === 'admin/ownership-missing')
    return `Nothing in the DNS proves whose ${details?.['domains']} is: staffetta tenant check … --only ownership says what to publish; or --without-ownership "why".`
  return undefined
}

/** Goes into the register; null: none. */
export function readWaiver(text: string | undefined): string | null {
  if (text !== undefined && text.trim() === '')
    throw new CommandError('--without-ownership is the reason to go on without the record in the DNS.', 2)
  return text?.trim() ?? null
}
