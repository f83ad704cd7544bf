import type { Address } from '@staffetta/contract'
import type { ImapAccount } from './imap-account.ts'
import type { Imap } from './imap-client.ts'
import { pathOf, treeOf } from './mailbox-tree.ts'
import { addressesOf } from './summary.ts'

const SENT_LOOKED_AT = 1_500
const INBOX_LOOKED_AT = 300
const FRESH_MS = 10 * 60_000
/** One message sent weighs as much as so many received. */
const SENT_WEIGHT = 10

interface Person extends Address {
  weight: number
}

/** People an account writes to, learnt from Sent itself (nothing is stored), and from who wrote lately. */
export class Recipients {
  readonly #known = new Map<string, { at: number; people: Promise<Person[]> }>()

  async suggest(account: ImapAccount, typed: string, limit: number): Promise<Address[]> {
    const people = await this.#peopleOf(account)
    const words = plain(typed)
      .split(/\s+/)
      .filter((word) => word !== '')
    return people
      .filter((person) => words.every((word) => starts(person, word)))
      .slice(0, limit)
      .map(({ name, address }) => ({ name, address }))
  }

  forget(key: string): void {
    this.#known.delete(key)
  }

  #peopleOf(account: ImapAccount): Promise<Person[]> {
    const { key } = account.account
    const known = this.#known.get(key)
    if (known !== undefined && Date.now() - known.at < FRESH_MS) return known.people
    if (this.#known.size > 2_000) this.#known.clear()
    const people = learn(account)
    this.#known.set(key, { at: Date.now(), people })
    people.catch(() => this.#known.delete(key))
    return people
  }
}

async function learn(account: ImapAccount): Promise<Person[]> {
  const sent = (await treeOf(account)).withRole('sent')
  const own = account.account.address
  const people = new Map<string, Person>()
  const count = (address: Address, weight: number) => {
    const key = address.address.toLowerCase()
    if (key === own || !key.includes('@') || /no-?reply|mailer-daemon/.test(key)) return
    const known = people.get(key)
    if (known === undefined) people.set(key, { ...address, weight })
    else {
      known.weight += weight
      if (known.name === '') known.name = address.name
    }
  }
  await account.side.apart(null, async (imap) => {
    if (sent !== undefined) {
      const path = await pathOf(account, sent.id)
      await eachOfLast(imap, path, SENT_LOOKED_AT, (envelope, recency) => {
        for (const address of [...addressesOf(envelope.to), ...addressesOf(envelope.cc)])
          count(address, SENT_WEIGHT * recency)
      })
    }
    await eachOfLast(imap, 'INBOX', INBOX_LOOKED_AT, (envelope, recency) => {
      for (const address of addressesOf(envelope.from)) count(address, recency)
    })
  })
  return [...people.values()].toSorted((a, b) => b.weight - a.weight)
}

/** Everybody a message in Sent went to, and when the last one did. */
export async function writtenIn(
  account: ImapAccount,
): Promise<Map<string, Address & { times: number; lastAt: Date }>> {
  const people = new Map<string, Address & { times: number; lastAt: Date }>()
  const sent = (await treeOf(account)).withRole('sent')
  if (sent === undefined) return people
  const path = await pathOf(account, sent.id)
  await account.side.apart(null, async (imap) =>
    eachOfLast(imap, path, SENT_LOOKED_AT, (envelope) => {
      const said = new Date(envelope.date ?? 0)
      // A clock that goes wrong writes no letters from the future.
      const lastAt = said.getTime() <= Date.now() ? said : new Date(0)
      for (const one of [envelope.to, envelope.cc, envelope.bcc].flatMap(addressesOf)) {
        const known = people.get(one.address.toLowerCase())
        people.set(one.address.toLowerCase(), {
          address: one.address,
          name: one.name || (known?.name ?? ''),
          times: (known?.times ?? 0) + 1,
          lastAt: known !== undefined && known.lastAt > lastAt ? known.lastAt : lastAt,
        })
      }
    }),
  )
  return people
}

async function eachOfLast(
  imap: Imap,
  path: string,
  most: number,
  use: (
    envelope: NonNullable<Awaited<ReturnType<Imap['fetchAll']>>[number]['envelope']>,
    recency: number,
  ) => void,
): Promise<void> {
  const { exists } = await imap.mailboxOpen(path, { readOnly: true })
  if (exists === 0) return
  const first = Math.max(1, exists - most + 1)
  for await (const { seq, envelope } of imap.fetch(`${first}:*`, { envelope: true })) {
    if (envelope !== undefined) use(envelope, 0.25 + (0.75 * (seq - first + 1)) / (exists - first + 1))
  }
}

function starts(person: Address, word: string): boolean {
  const words = `${plain(person.name)} ${plain(person.address)}`.split(/[\s.@_,;'"()-]+/)
  return words.some((candidate) => candidate.startsWith(word)) || plain(person.address).startsWith(word)
}

/** "Nicolò" is found by "nicolo". */
function plain(value: string): string {
  return value
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLowerCase()
}
