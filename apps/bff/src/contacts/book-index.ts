import type { CardEntry } from './card-entry.ts'
import { CollectionMemory } from '../dav/collection-memory.ts'

interface Placed {
  href: string
  entry: CardEntry
}

/** The memory of one address book: rows in their order, and what they are found by. */
export class BookIndex extends CollectionMemory<CardEntry> {
  #sorted: Placed[] = []
  #fresh = new Set<string>()
  #gone = false

  override put(href: string, entry: CardEntry): void {
    super.put(href, entry)
    this.#fresh.add(href)
  }

  override remove(href: string): boolean {
    this.#gone = true
    this.#fresh.delete(href)
    return super.remove(href)
  }

  /** By name. What stood in order already is not sorted again, so that twenty thousand cost nobody else a pause. */
  sorted(): readonly Placed[] {
    if (this.#fresh.size === 0 && !this.#gone) return this.#sorted
    const stays = this.#sorted.filter(({ href, entry }) => this.entries.get(href) === entry)
    const known = new Set(stays.map(({ href }) => href))
    const came = [...this.#fresh]
      .filter((href) => !known.has(href))
      .map((href) => ({ href, entry: this.entries.get(href)! }))
    this.#fresh = new Set()
    this.#gone = false
    this.#sorted = [...stays, ...came.sort(byKey)].sort(byKey)
    return this.#sorted
  }

  /** People in it, groups not counted. */
  count({ hidden }: { hidden: boolean }): number {
    let count = 0
    for (const { row, hidden: isHidden } of this.entries.values())
      if (row.kind !== 'group' && (hidden || !isHidden)) count++
    return count
  }
}

function byKey(a: Placed, b: Placed): number {
  return a.entry.key < b.entry.key ? -1 : a.entry.key > b.entry.key ? 1 : a.href < b.href ? -1 : 1
}
