import { createHash } from 'node:crypto'
import type { Collection, DavObject } from '@staffetta/dav'
import type { LdapPlace, Standing } from '../../dav/held-account.ts'
import { AppError } from '../../http/app-error.ts'
import type { BookIndex } from '../book-index.ts'
import { digestCards } from '../card-entry.ts'
import { ldapCode, LdapConversation, type LdapEntry } from './ldap-client.ts'
import { cardOfPerson, isStamped, personName, stampOf } from './person.ts'

/** Of a larger directory the rest is left out: nobody looks through more by hand. */
const MOST_PEOPLE = 25_000
/** So many that changed are read one by one; of more, everybody. */
const MOST_SINGLY = 200

const AT_ONCE = 50

interface Told {
  objects: () => void
  state: () => void
}

/**
 * A tenant's directory that is kept in LDAP, read into the same memory as an address book. Nothing of it is stored: a card
 * is read where it lies when somebody opens it, and while the server is away the last list stands.
 */
export class LdapDirectory {
  readonly collection: Collection
  readonly #standing: Standing & { ldap: LdapPlace }
  readonly #organisation: string
  readonly #refreshMs: number
  /** Who lies at which path, and what their managers' cards call them. */
  readonly #people = new Map<string, { dn: string; name: string }>()

  constructor(standing: Standing & { ldap: LdapPlace }, organisation: string, refreshMs: number) {
    this.#standing = standing
    this.#organisation = organisation
    this.#refreshMs = refreshMs
    this.collection = {
      kind: 'addressbook',
      href: standing.home,
      displayName: organisation,
      description: undefined,
      colour: undefined,
      order: undefined,
      components: undefined,
      transparent: false,
      privileges: ['D:read'],
      owner: undefined,
      shared: undefined,
      ctag: undefined,
      syncToken: undefined,
      reports: [],
      maxResourceSizeBytes: undefined,
      maxAttachmentBytes: undefined,
      dataTypes: [],
      timezone: undefined,
    }
  }

  /** Makes the memory true, where it is not young enough; calls that come meanwhile share the one that runs. */
  async sync(index: BookIndex, told: Told): Promise<void> {
    const age = Date.now() - index.syncedAt
    if (index.running === undefined && index.error === null && age < this.#refreshMs) return
    index.running ??= this.#read(index, told).finally(() => {
      index.running = undefined
      index.showFirstLook()
    })
    await index.running
  }

  /** One card as its server has it now. */
  async object(href: string): Promise<DavObject> {
    const [found] = await this.#openAll([href])
    if (found === undefined) throw new AppError('contacts/card-gone')
    return found
  }

  /** Many of them, without those who are gone by now. */
  async *objects(hrefs: readonly string[]): AsyncGenerator<{ found: DavObject[]; failed: [] }> {
    for (let at = 0; at < hrefs.length; at += AT_ONCE)
      yield { found: await this.#openAll(hrefs.slice(at, at + AT_ONCE)), failed: [] }
  }

  async #openAll(hrefs: readonly string[]): Promise<DavObject[]> {
    try {
      return await LdapConversation.hold(this.#standing, async (ldap) => {
        const found: DavObject[] = []
        for (const href of hrefs) {
          const known = this.#people.get(href)
          const entry = known === undefined ? undefined : await ldap.person(known.dn)
          if (entry === undefined) continue
          found.push({ href, text: this.#cardOf(entry), etag: stampOf(entry), scheduleTag: undefined })
        }
        return found
      })
    } catch (error) {
      throw new AppError(ldapCode(error), undefined, { cause: error })
    }
  }

  async #read(index: BookIndex, told: Told): Promise<void> {
    const started = Date.now()
    const before = { error: index.error, progress: index.progress }
    const succeeded = index.ask()
    try {
      const changed = await LdapConversation.hold(this.#standing, (ldap) => this.#news(ldap, index))
      index.error = null
      index.progress = null
      succeeded()
      index.syncedAt = Date.now()
      index.syncMs = index.syncedAt - started
      if (changed) told.objects()
    } catch (error) {
      index.error = ldapCode(error)
      index.failedAt = Date.now()
    }
    if (index.error !== before.error || index.progress !== before.progress) told.state()
  }

  async #news(ldap: LdapConversation, index: BookIndex): Promise<boolean> {
    const stamps = new Map<string, string>()
    const others: string[] = []
    let stamped = index.entries.size > 0
    if (stamped)
      for await (const page of this.#bounded(ldap.pages('stamps')))
        for (const entry of page) {
          stamped &&= isStamped(entry)
          const href = this.#hrefOf(entry.dn)
          stamps.set(href, stampOf(entry))
          if (index.entries.get(href)?.etag !== stampOf(entry)) others.push(entry.dn)
        }
    let changed = false
    if (stamped && others.length <= MOST_SINGLY)
      for (const dn of others) {
        const entry = await ldap.person(dn)
        if (entry !== undefined) changed = (await this.#keep(index, [entry])) || changed
      }
    else {
      stamps.clear()
      for await (const page of this.#bounded(ldap.pages('all'))) {
        for (const entry of page) stamps.set(this.#hrefOf(entry.dn), '')
        changed = (await this.#keep(index, page)) || changed
      }
    }
    for (const href of index.entries.keys())
      if (!stamps.has(href)) {
        index.remove(href)
        this.#people.delete(href)
        changed = true
      }
    return changed
  }

  async *#bounded(pages: AsyncGenerator<LdapEntry[]>): AsyncGenerator<LdapEntry[]> {
    let count = 0
    for await (const page of pages) {
      yield page.slice(0, MOST_PEOPLE - count)
      count += page.length
      if (count >= MOST_PEOPLE) return
    }
  }

  async #keep(index: BookIndex, entries: readonly LdapEntry[]): Promise<boolean> {
    for (const entry of entries)
      this.#people.set(this.#hrefOf(entry.dn), { dn: entry.dn, name: personName(entry) })
    const fresh = entries.filter(
      (entry) => index.entries.get(this.#hrefOf(entry.dn))?.etag !== stampOf(entry),
    )
    const cards = await digestCards(
      fresh.map((entry) => ({ text: this.#cardOf(entry), etag: stampOf(entry) })),
    )
    fresh.forEach((entry, at) => index.put(this.#hrefOf(entry.dn), cards[at]!))
    return fresh.length > 0
  }

  #cardOf(entry: LdapEntry): string {
    return cardOfPerson(entry, {
      base: this.#standing.ldap.base,
      organisation: this.#organisation,
      nameOf: (dn) => this.#people.get(this.#hrefOf(dn))?.name ?? '',
    })
  }

  /** A name that says nothing of where somebody lies. */
  #hrefOf(dn: string): string {
    const name = createHash('sha256')
      .update(dn.toLowerCase().replaceAll(/\s*([,=])\s*/g, '$1'))
      .digest('base64url')
    return `${this.collection.href}${name}.vcf`
  }
}
