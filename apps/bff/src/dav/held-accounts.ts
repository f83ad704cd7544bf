import { type Account, isMeant } from '../http/account.ts'
import type { CollectionMemory, Remembered } from './collection-memory.ts'
import type { HeldAccount, Standing } from './held-account.ts'

const FORGET_AFTER_MS = 15 * 60_000
const SWEEP_MS = 30_000

/** The accounts one area of this node works for; what is remembered of all of them together is bounded. */
export abstract class HeldAccounts<One extends HeldAccount<CollectionMemory<Remembered>, never>> {
  protected readonly accounts = new Map<string, One>()
  readonly #mostWeight: number
  readonly #sweep: NodeJS.Timeout

  /** `mostWeight`: bytes of memory, about, of everybody's collections together. */
  constructor(mostWeight: number) {
    this.#mostWeight = mostWeight
    this.#sweep = setInterval(() => this.#forget(), SWEEP_MS)
    this.#sweep.unref()
  }

  protected abstract open(account: Account, standing?: Standing): One

  /** `standing`: with a credential that is not the account's own, under a key that is not either. */
  of(account: Account, standing?: Standing): One {
    let known = this.accounts.get(account.key)
    // A changed credential or endpoint: what was read with the old one must not answer for the new one.
    if (known !== undefined && known.account !== account && changed(known, account, standing)) {
      this.drop(account.key)
      known = undefined
    }
    if (known === undefined) {
      known = this.open(account, standing)
      this.accounts.set(account.key, known)
    }
    known.account = account
    known.usedAt = Date.now()
    return known
  }

  /** The account as it is remembered, without counting as use. */
  known(account: Account): One | undefined {
    const known = this.accounts.get(account.key)
    return known === undefined || changed(known, account) ? undefined : known
  }

  /** Who may see what of whom is another by now: it is read again by all of the tenant who are here. */
  forgetShared(tenantId: string): void {
    for (const known of this.accounts.values()) if (known.account.tenantId === tenantId) known.forgetShared()
  }

  /** Something was done at another node by somebody whose key this is, or begins so. */
  doubt(to: string): void {
    for (const [key, account] of this.accounts) if (isMeant(to, key)) account.doubt()
  }

  /** What changed in collections changed for all of the tenant who see them: their memories are old. */
  protected madeOld(source: Account, hrefs: readonly string[]): { other: One; seen: string[] }[] {
    const touched: { other: One; seen: string[] }[] = []
    for (const other of this.accounts.values()) {
      if (other.account.key === source.key || other.account.tenantId !== source.tenantId) continue
      const seen = hrefs.filter((href) => other.sees(href))
      for (const href of seen) {
        const index = other.indexes.get(href)
        index?.doubt()
      }
      if (seen.length > 0) touched.push({ other, seen })
    }
    return touched
  }

  /** Who is lent something of that account. */
  protected borrowersFrom(source: Account): One[] {
    const owner = this.accounts.get(source.key)
    if (owner?.standing === undefined) return []
    return [...this.accounts.values()].filter(
      ({ account, lent }) =>
        account.tenantId === source.tenantId && lent?.list.some(({ via }) => via === owner),
    )
  }

  /** No stream is open any more: nobody keeps what is remembered true. */
  unwatch(key: string): void {
    const known = this.accounts.get(key)
    if (known !== undefined) known.watched = false
  }

  /** Signed out everywhere: nothing of the account stays. */
  drop(key: string): void {
    this.accounts.get(key)?.close()
    this.accounts.delete(key)
  }

  close(): void {
    clearInterval(this.#sweep)
    for (const key of this.accounts.keys()) this.drop(key)
  }

  #forget(): void {
    const now = Date.now()
    const indexes = []
    let weight = 0
    for (const [key, account] of this.accounts) {
      if (!account.watched && now - account.usedAt > FORGET_AFTER_MS) this.drop(key)
      else
        for (const [href, index] of account.indexes) {
          weight += index.weight
          indexes.push({ account, href, index })
        }
    }
    for (const { account, href, index } of indexes.toSorted((a, b) => a.index.lookedAt - b.index.lookedAt)) {
      if (weight <= this.#mostWeight) break
      weight -= index.weight
      index.close()
      account.indexes.delete(href)
    }
  }
}

function changed(
  {
    account: before,
    standing,
  }: Pick<HeldAccount<CollectionMemory<Remembered>, never>, 'account' | 'standing'>,
  after: Account,
  now?: Standing,
): boolean {
  return (
    before.credential.same !== after.credential.same ||
    JSON.stringify(standing) !== JSON.stringify(now) ||
    JSON.stringify(before.tenant.endpoints.dav) !== JSON.stringify(after.tenant.endpoints.dav)
  )
}
