import { type BookChoice, deleteBookChoice, listBookChoices, putBookChoice } from '../db/book-choices.ts'
import type { Db } from '../db/open.ts'
import type { Access } from './access.ts'
import type { ContactsAccount } from './contacts-account.ts'

/** What was chosen on another node is seen after this. */
const FRESH_MS = 10_000

/** What the person chose: the default, and colours no server keeps. */
export async function choicesOf(db: Db, account: ContactsAccount): Promise<BookChoice[]> {
  const known = account.choices
  if (known !== undefined && Date.now() - known.at < FRESH_MS) return known.rows
  const rows = await listBookChoices(db, account.account.accountId)
  account.choices = { rows, at: Date.now() }
  return rows
}

export async function choose(
  db: Db,
  account: ContactsAccount,
  href: string,
  choice: Partial<Omit<BookChoice, 'href'>>,
): Promise<void> {
  await putBookChoice(db, account.account, href, choice)
  account.choices = undefined
}

export async function forgetChoice(db: Db, account: ContactsAccount, href: string): Promise<void> {
  await deleteBookChoice(db, account.account.accountId, href)
  account.choices = undefined
}

/** The one chosen; else the first of one's own that can be written to. */
export function defaultOf(books: readonly Access[], choices: readonly BookChoice[]): string | undefined {
  const usable = books.filter(({ write }) => write)
  const isChosen = (href: string) => choices.some((choice) => choice.isDefault && choice.href === href)
  const chosen = usable.find(({ collection }) => isChosen(collection.href))
  return (chosen ?? usable.find(({ kind }) => kind === 'own') ?? usable[0])?.collection.href
}
