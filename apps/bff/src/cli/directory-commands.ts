import { everyPerson, type DirectoryPlace } from '@staffetta/contract'
import { createFormats, createTranslator, loadAreaCatalogue, loadCatalogue } from '@staffetta/i18n'
import { createSayings } from '@staffetta/i18n/sayings'
import { directoryFlaw, putDirectory, tenantDirectory } from '../admin/directory.ts'
import { listDirectoryBooks, tryDirectory } from '../checks/try-directory.ts'
import type { Tenant } from '../db/tenants.ts'
import { configOf } from './check-commands.ts'
import { type Command, CommandError, known, type Options, type Standing } from './command.ts'
import { shown } from './tenant-commands.ts'

/** Where everybody of a body looks people up: an address book on its DAV server, or its LDAP. */
export const directoryCommands: Record<string, Command> = {
  async 'set-directory'(standing, [slug, path]) {
    const tenant = await known(standing.db, slug)
    return set(standing, tenant, { book: path ?? null, ldap: null })
  },

  async 'set-directory-ldap'(standing, [slug], options) {
    const tenant = await known(standing.db, slug)
    return set(standing, tenant, { book: null, ldap: ldapIn(options) })
  },

  async 'try-directory'({ db, env }, [slug, path], options) {
    const tenant = await known(db, slug)
    const ldap = path === undefined ? ldapIn(options) : null
    const place =
      path === undefined && ldap === null ? tenantDirectory(tenant).place : { book: path ?? null, ldap }
    if (place.book === null && place.ldap === null)
      throw new CommandError('Which directory? The path of an address book, or --base of LDAP.', 2)
    checkPlace(tenant, place)
    const trial = await tryDirectory({ config: configOf(env) }, tenant, place)
    if (trial.problem !== null)
      return { data: trial, text: await inWords(trial.problem.headline), exitCode: 1 }
    const who = trial.names.length === 0 ? '' : `: ${trial.names.join(', ')}, …`
    return { data: trial, text: `${trial.count} ${place.ldap === null ? 'cards' : 'people'}${who}` }
  },

  /** The address books the product's own account sees on the body's DAV server. */
  async 'list-books'({ db, env }, [slug]) {
    const tenant = await known(db, slug)
    const listed = await listDirectoryBooks({ config: configOf(env) }, tenant)
    if (listed.problem !== null)
      return { data: listed, text: await inWords(listed.problem.headline), exitCode: 1 }
    const lines = listed.books.map(({ path, name }) => `${path}  ${name}`)
    return { data: listed, text: lines.join('\n') || 'It sees no address books.' }
  },
}

async function set({ db, actor }: Standing, tenant: Tenant, place: DirectoryPlace) {
  checkPlace(tenant, place)
  await putDirectory(db, actor, tenant, place)
  const after = await known(db, tenant.slug)
  const { book, ldap } = tenantDirectory(after).place
  const seen =
    ldap === null ? (book === null ? null : `the address book ${book}`) : `the people below ${ldap.base}`
  return shown(
    after,
    seen === null
      ? `${tenant.name} has no directory any more. Nothing was deleted.`
      : `${tenant.name}: everybody sees ${seen}.`,
  )
}

function ldapIn({ base, filter }: Options): DirectoryPlace['ldap'] {
  const wanted = base?.trim() ?? ''
  return wanted === '' ? null : { base: wanted, filter: filter?.trim() || everyPerson }
}

function checkPlace(tenant: Tenant, place: DirectoryPlace): void {
  switch (directoryFlaw(tenant, place)) {
    case 'path':
      throw new CommandError(
        'The path of an address book on the DAV server: /staffetta@comune.example/directory/',
        2,
      )
    case 'filter':
      throw new CommandError('--filter is written as in RFC 4515: "(objectClass=person)".', 2)
    case 'unready':
      throw new CommandError(
        place.ldap !== null
          ? `Where is it? staffetta tenant set-endpoint ${tenant.slug} ldap …`
          : `The directory is read by the product itself: staffetta tenant set-endpoint ${tenant.slug} dav …, and set-service ${tenant.slug} dav …`,
      )
  }
}

async function inWords(saying: Parameters<ReturnType<typeof createSayings>>[0]): Promise<string> {
  const t = createTranslator('en', await loadCatalogue('en'), await loadAreaCatalogue('checks', 'en'))
  return createSayings(t, createFormats('en', t))(saying)
}
