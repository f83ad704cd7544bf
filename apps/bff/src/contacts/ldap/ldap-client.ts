import { isIP } from 'node:net'
import type { ErrorCode } from '@staffetta/contract'
import { Client, type Entry, FilterParser, ResultCodeError } from 'ldapts'
import type { LdapPlace, Standing } from '../../dav/held-account.ts'

const CONNECT_MS = 8_000
const ANSWER_MS = 20_000
const PAGE = 500
/** What tells that an entry is another: of RFC 4512 and RFC 4530, and of Active Directory. */
const stamps = ['entryUUID', 'modifyTimestamp', 'whenChanged']
const attributes = (
  'cn displayName sn givenName personalTitle generationQualifier mail telephoneNumber mobile facsimileTelephoneNumber ' +
  'pager labeledURI o ou departmentNumber department title manager secretary roomNumber street l st postalCode ' +
  'postOfficeBox jpegPhoto thumbnailPhoto msExchHideFromAddressLists'
).split(' ')
/** Who they are, and whether they are to be found. */
const names = ['cn', 'displayName', 'sn', 'givenName', 'msExchHideFromAddressLists']
const octets = ['jpegPhoto', 'thumbnailPhoto']

export type LdapEntry = Entry

/** One conversation with a tenant's LDAP server: it only reads. */
export class LdapConversation {
  readonly #client: Client
  readonly #place: LdapPlace

  private constructor(client: Client, place: LdapPlace) {
    this.#client = client
    this.#place = place
  }

  /** Opens one, does something in it and closes it, whatever happens. */
  static async hold<Result>(
    { user, password, ldap: place }: Pick<Standing, 'user' | 'password'> & { ldap: LdapPlace },
    work: (conversation: LdapConversation) => Promise<Result>,
  ): Promise<Result> {
    const { host, port, tls, verifyName } = place.endpoint
    // What the certificate must say; an address is no name to ask for (RFC 6066 §3).
    const name = verifyName ?? host
    const tlsOptions = { host: name, ...(isIP(name) === 0 && { servername: name }) }
    const client = new Client({
      url: `${tls === 'tls' ? 'ldaps' : 'ldap'}://${host.includes(':') ? `[${host}]` : host}:${port}`,
      connectTimeout: CONNECT_MS,
      timeout: ANSWER_MS,
      strictDN: false,
      ...(tls === 'tls' && { tlsOptions }),
    })
    try {
      if (tls === 'starttls') await client.startTLS(tlsOptions)
      if (user !== '') await client.bind(user, password)
      return await work(new LdapConversation(client, place))
    } finally {
      await client.unbind().catch(() => undefined)
    }
  }

  /** Everybody there is, a page at a time: with all that is shown of them, with their names, or only whether they are others. */
  async *pages(what: 'all' | 'names' | 'stamps'): AsyncGenerator<LdapEntry[]> {
    const pages = this.#client.searchPaginated(this.#place.base, {
      scope: 'sub',
      filter: this.#place.filter,
      attributes: { all: [...attributes, ...stamps], names, stamps }[what],
      explicitBufferAttributes: octets,
      paged: { pageSize: PAGE },
    })
    for await (const { searchEntries } of pages) yield searchEntries
  }

  /** One of them; undefined where it is gone, or the filter does not admit it any more. */
  async person(dn: string): Promise<LdapEntry | undefined> {
    try {
      const { searchEntries } = await this.#client.search(dn, {
        scope: 'base',
        filter: this.#place.filter,
        attributes: [...attributes, ...stamps],
        explicitBufferAttributes: octets,
      })
      return searchEntries[0]
    } catch (error) {
      if (error instanceof ResultCodeError && error.code === NO_SUCH_OBJECT) return undefined
      throw error
    }
  }
}

const NO_SUCH_OBJECT = 32
const TIMED_OUT = [3, 51]

/** What a failure is, for whoever set it up. `nowhere`: there is nothing at the base. */
export function ldapProblem(error: unknown): 'refused' | 'nowhere' | 'silent' | 'unreachable' {
  if (error instanceof ResultCodeError) {
    if (error.code === NO_SUCH_OBJECT) return 'nowhere'
    return TIMED_OUT.includes(error.code) ? 'silent' : 'refused'
  }
  const message = error instanceof Error ? error.message : ''
  return /timed? ?out/i.test(message) && !/connect/i.test(message) ? 'silent' : 'unreachable'
}

const codes = {
  refused: 'contacts/server-refused',
  nowhere: 'contacts/server-refused',
  silent: 'contacts/server-slow',
  unreachable: 'contacts/server-unreachable',
} as const

/** What it is for whoever looks: nobody of them can mend it, and what was read last stays. */
export function ldapCode(error: unknown): ErrorCode {
  return codes[ldapProblem(error)]
}

/** Whether a filter can be read (RFC 4515): what cannot is never sent. */
export function isFilter(text: string): boolean {
  try {
    FilterParser.parseString(text)
    return true
  } catch {
    return false
  }
}
