import type { ContactsLiveEvent } from '@staffetta/contract'
import {
  type Collection,
  type DavObject,
  fetchObjects,
  getCollection,
  getObject,
  isDavError,
} from '@staffetta/dav'
import { HeldAccount, type Standing } from '../dav/held-account.ts'
import { idOfHref } from '../dav/refs.ts'
import { UndoList, type UndoPlace, type UndoStep } from '../dav/undo-list.ts'
import type { BookChoice } from '../db/book-choices.ts'
import type { LdapDirectory } from './ldap/ldap-directory.ts'
import type { Account } from '../http/account.ts'
import { BookIndex } from './book-index.ts'
import type { DavErrors } from '../dav/errors.ts'
import { serviceErrors, ownErrors } from './dav-errors.ts'

interface Options {
  undoPlace: UndoPlace
  standing?: Standing | undefined
  ldap?: LdapDirectory | undefined
  learned?: (account: Account, home: string) => void
}

/** What this node holds of one account's address books; with `standing`, of a book others see: a directory's, or one that is lent. */
export class ContactsAccount extends HeldAccount<BookIndex, ContactsLiveEvent> {
  readonly undo: UndoList<{ steps: UndoStep[] }>
  /** What is made of the server's refusals. */
  readonly errors: DavErrors
  choices: { rows: BookChoice[]; at: number } | undefined
  /** The first book of somebody who has none, on its way. */
  making: Promise<Collection[]> | undefined

  /** It is a directory that is kept there. */
  readonly ldap: LdapDirectory | undefined

  constructor(
    account: Account,
    publish: (key: string, events: ContactsLiveEvent[]) => void,
    { undoPlace, standing, ldap, learned }: Options,
  ) {
    const codes = {
      unreachable: 'contacts/server-unreachable',
      refused: 'contacts/credentials-refused',
      gone: 'contacts/book-gone',
    } as const
    const errors = standing === undefined ? ownErrors : serviceErrors
    super(
      account,
      { service: 'addressbooks', davError: errors.davError, codes },
      { publish, standing, learned },
    )
    this.errors = errors
    this.undo = new UndoList(undoPlace, 'contacts', account)
    this.ldap = ldap
  }

  tellCollections(): void {
    this.publish([{ type: 'contacts.books-changed' }])
  }

  tellLent(hrefs: string[]): void {
    this.publish([
      { type: 'contacts.books-changed' },
      { type: 'contacts.cards-changed', bookIds: hrefs.map(idOfHref) },
    ])
  }

  override forgetShared(): void {
    super.forgetShared()
    this.choices = undefined
  }

  /** One object as its server has it now. */
  object(href: string): Promise<DavObject> {
    return this.ldap === undefined
      ? this.errors.told('object', getObject(this.dav, href, this.patience()))
      : this.ldap.object(href)
  }

  /** Many of them. */
  objects(
    collection: Collection,
    hrefs: readonly string[],
  ): AsyncIterable<{ found: { text: string }[]; failed: unknown[] }> {
    return this.ldap === undefined ? fetchObjects(this.dav, collection, hrefs) : this.ldap.objects(hrefs)
  }

  protected memoryOf(collection: Collection): BookIndex {
    return new BookIndex(collection)
  }

  protected async list(): Promise<Collection[]> {
    if (this.ldap !== undefined) return [this.ldap.collection]
    if (this.standing?.alone) return this.#directory(this.standing.home)
    const { addressbookHomes } = await this.discovered()
    return (await this.listHomes(addressbookHomes)).filter(({ kind }) => kind === 'addressbook')
  }

  async #directory(href: string): Promise<Collection[]> {
    try {
      const found = await getCollection(this.dav, href, this.patience())
      return found.kind === 'addressbook' ? [found] : []
    } catch (error) {
      if (isDavError(error, 'not-found', 'not-dav')) return []
      throw error
    }
  }
}
