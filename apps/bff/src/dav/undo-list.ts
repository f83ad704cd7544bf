import { randomUUID } from 'node:crypto'
import { seal, sha256, unseal } from '../crypto/seal.ts'
import type { Db } from '../db/open.ts'
import { keepUndoable, takeUndoable, type UndoArea } from '../db/undoables.ts'
import type { Account } from '../http/account.ts'

/** One thing that was done to one object. */
export type UndoStep =
  /** It was made: undone by deleting it, as long as it is that version. */
  | { kind: 'created'; href: string; etag: string }
  | { kind: 'changed'; href: string; etag: string; before: string }
  | { kind: 'removed'; href: string; before: string }
  | { kind: 'moved'; href: string; etag: string; from: string }

export const UNDO_SECONDS = 600
const MOST_KEPT = 50
const MOST_BYTES = 4_000_000

/** Where what can be undone is kept. */
export interface UndoPlace {
  db: Db
  /** The server's half of the key; the other is the token, which only the browser has. */
  key: Buffer
}

/** What a person did last, for some minutes, for every node. */
export class UndoList<Undoable> {
  readonly #place: UndoPlace
  readonly #area: UndoArea
  readonly #whose: Account

  constructor(place: UndoPlace, area: UndoArea, whose: Account) {
    this.#place = place
    this.#area = area
    this.#whose = whose
  }

  /** Gives the token that takes it back; what was done stands, also where that can no longer be. */
  async keep(undoable: Undoable, token: string = randomUUID()): Promise<string> {
    const { db, key } = this.#place
    const sealed = seal(
      JSON.stringify(undoable),
      { server: key, holder: Buffer.from(token) },
      this.#bound(token),
    )
    const row = { tokenHash: sha256(Buffer.from(token)), area: this.#area, sealed }
    const limits = { most: MOST_KEPT, mostBytes: MOST_BYTES }
    await keepUndoable(db, this.#whose, row, limits).catch(() => undefined)
    return token
  }

  /** Once: what was undone cannot be undone again. */
  async take(token: string): Promise<Undoable | undefined> {
    const { db, key } = this.#place
    const wanted = { tokenHash: sha256(Buffer.from(token)), area: this.#area, seconds: UNDO_SECONDS }
    const sealed = await takeUndoable(db, this.#whose, wanted)
    const text = sealed && unseal(sealed, { server: key, holder: Buffer.from(token) }, this.#bound(token))
    return text === undefined ? undefined : (JSON.parse(text) as Undoable)
  }

  #bound(token: string): { tenantId: string; accountId: string; rowId: string } {
    const { tenantId, accountId } = this.#whose
    return { tenantId, accountId, rowId: token }
  }
}
