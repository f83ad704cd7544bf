import type { DirectoryBooks, DirectoryPlace, DirectoryTrial } from '@staffetta/contract'
import {
  type Dav,
  discover,
  fetchObjects,
  getCollection,
  isDavError,
  listCollections,
  nameOf as hrefName,
  syncCollection,
} from '@staffetta/dav'
import { digestCards } from '../contacts/card-entry.ts'
import { serviceCredential } from '../db/service-accounts.ts'
import type { Tenant } from '../db/tenants.ts'
import { type CheckContext, failed, type Finding, say } from './check.ts'
import { type CheckDeps, openContext } from './run.ts'
import { davFinding } from './servers/dav.ts'
import { openAt } from './servers/dav-trial.ts'
import { type Seen, seeLdap } from './servers/directory.ts'
import { nameOf, openServer } from './servers/unreached.ts'

type Deps = Pick<CheckDeps, 'config' | 'trust'>

/** Radicale needs 9 seconds to say which 10,000 cards there are. */
const READING_MS = 25_000
/** Of a larger directory the rest is left out, as when it is in use. */
const MOST_PEOPLE = 25_000
/** Among so many cards there are three people with a name. */
const LOOKED_AT = 20

/** Whom people would find if the directory were there. Nothing is stored. */
export async function tryDirectory(
  deps: Deps,
  tenant: Tenant,
  { book, ldap }: DirectoryPlace,
): Promise<DirectoryTrial> {
  return looking(deps, tenant, async (context) => {
    const seen =
      ldap === null ? await seeBook(context, book ?? '/') : await seeLdap(context, ldap, MOST_PEOPLE)
    if (seen.kind === 'finding') return { problem: problemOf(seen.finding), count: 0, names: [] }
    return { problem: null, count: seen.count, names: seen.names }
  })
}

/** The address books the body's own account sees on its server. */
export async function listDirectoryBooks(deps: Deps, tenant: Tenant): Promise<DirectoryBooks> {
  return looking(deps, tenant, async (context) => {
    const found = await inDav(context, async (dav) => {
      const { addressbookHomes } = await discover(dav, { service: 'addressbooks', signal: context.signal })
      const lists = await Promise.all(
        addressbookHomes.map((home) => listCollections(dav, home, context.signal, { versions: false })),
      )
      return lists.flat().filter(({ kind }) => kind === 'addressbook')
    })
    if (found.kind === 'finding') return { problem: problemOf(found.finding), books: [] }
    const books = found.result.map((one) => ({
      path: one.href,
      name: one.displayName?.trim() || hrefName(one.href),
    }))
    return { problem: null, books: books.toSorted((a, b) => a.name.localeCompare(b.name, 'it')) }
  })
}

async function looking<T>(
  deps: Deps,
  tenant: Tenant,
  look: (context: CheckContext) => Promise<T>,
): Promise<T> {
  const { context, close } = openContext(deps, tenant, new Map())
  try {
    return await look(context)
  } finally {
    close()
  }
}

async function seeBook(context: CheckContext, path: string): Promise<Seen> {
  const { signal } = context
  const found = await inDav(context, async (dav): Promise<Seen> => {
    const collection = await getCollection(dav, path, signal).catch((error: unknown) => {
      if (isDavError(error, 'not-found', 'not-dav')) return null
      throw error
    })
    if (collection?.kind !== 'addressbook') return noBook
    const listed = await syncCollection(dav, collection, { signal })
    const hrefs = listed.kind === 'full' ? listed.present.map(({ href }) => href) : []
    const names: string[] = []
    for await (const batch of fetchObjects(dav, collection, hrefs.slice(0, LOOKED_AT), { signal })) {
      const cards = await digestCards(batch.found.map(({ text }) => ({ text, etag: '' })))
      for (const { row, hidden } of cards)
        if (!hidden && row.kind === 'individual' && row.name !== '') names.push(row.name)
    }
    return { kind: 'seen', count: hrefs.length, names: names.slice(0, 3) }
  })
  return found.kind === 'finding' ? found : found.result
}

const noBook = { kind: 'finding', finding: failed('capability', say('checks.directory.noBook')) } as const

/** Does something as the body's own account at its DAV server. */
async function inDav<T>(
  context: CheckContext,
  work: (dav: Dav) => Promise<T>,
): Promise<{ kind: 'result'; result: T } | { kind: 'finding'; finding: Finding }> {
  const { tenant, key, ca } = context
  const server = await openServer(context, 'dav', 'checks.directory.consequence')
  if (server.kind === 'finding') return server
  const credential = serviceCredential(tenant, 'dav', key)
  if (credential === null) return noAccount
  const { endpoint, probe } = server
  const dav = openAt(endpoint, probe.ip, { credential, ca, totalMs: READING_MS })
  try {
    return { kind: 'result', result: await work(dav) }
  } catch (error) {
    const refused = isDavError(error, 'auth-refused')
    const finding = refused
      ? failed('sign-in', say('checks.directory.refused', { server: nameOf(endpoint) }))
      : davFinding(error, 'capability', nameOf(endpoint))
    return { kind: 'finding', finding }
  } finally {
    await dav.close()
  }
}

const noAccount = { kind: 'finding', finding: failed('setting', say('checks.directory.noAccount')) } as const

function problemOf({ step, headline }: Finding): NonNullable<DirectoryTrial['problem']> {
  return { step, headline }
}
