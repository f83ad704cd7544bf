import { indexOfUid } from './uid-list.ts'

/**
 * The conversations of one mailbox, by UID: each message knows the one before it and the one after it in its conversation.
 * 100,000 messages take 1.6 MB. Order is that of arrival, as everywhere in a view.
 */
export class Threads {
  #uids: Uint32Array
  #older: Uint32Array
  #newer: Uint32Array
  #length: number
  #newest: Uint32Array | undefined

  /** `groups`: UIDs that belong together; whoever is in none stands alone. */
  constructor(ascending: Uint32Array, groups: Iterable<readonly number[]>) {
    this.#uids = ascending.slice()
    this.#length = ascending.length
    this.#older = new Uint32Array(ascending.length)
    this.#newer = new Uint32Array(ascending.length)
    for (const group of groups) this.#chain(group)
  }

  get length(): number {
    return this.#length
  }

  /** The newest message of each conversation, ascending. */
  get newest(): Uint32Array {
    this.#newest ??= this.#uids.slice(0, this.#length).filter((_, at) => this.#newer[at] === 0)
    return this.#newest
  }

  /** All messages of the conversation this one is in, ascending. */
  membersOf(uid: number): number[] {
    const head = this.newestOf(uid)
    const members: number[] = []
    for (let one = head; one !== 0; one = this.#older[this.#indexOf(one)] ?? 0) members.push(one)
    return members.reverse()
  }

  /** The newest message of the conversation this one is in; 0 when it is not known. */
  newestOf(uid: number): number {
    let at = this.#indexOf(uid)
    if (at < 0) return 0
    while (this.#newer[at] !== 0) at = this.#indexOf(this.#newer[at]!)
    return this.#uids[at]!
  }

  has(uid: number): boolean {
    return this.#indexOf(uid) >= 0
  }

  /** A message that has just arrived, and messages it belongs to; several conversations become one. */
  add(uid: number, relatives: Iterable<number>): void {
    if (this.has(uid) || uid <= (this.#uids[this.#length - 1] ?? 0)) return
    const together = new Set<number>()
    for (const relative of relatives) for (const member of this.membersOf(relative)) together.add(member)
    if (this.#length === this.#uids.length) this.#grow()
    this.#uids[this.#length] = uid
    this.#older[this.#length] = 0
    this.#newer[this.#length] = 0
    this.#length++
    this.#chain([...together, uid])
    this.#newest = undefined
  }

  remove(uids: Set<number>): void {
    let kept = 0
    for (const uid of uids) this.#unlink(uid)
    for (let at = 0; at < this.#length; at++) {
      if (uids.has(this.#uids[at]!)) continue
      this.#uids[kept] = this.#uids[at]!
      this.#older[kept] = this.#older[at]!
      this.#newer[kept] = this.#newer[at]!
      kept++
    }
    this.#length = kept
    this.#newest = undefined
  }

  #chain(group: readonly number[]): void {
    const known = group.filter((uid) => this.has(uid)).toSorted((a, b) => a - b)
    known.forEach((uid, place) => {
      const at = this.#indexOf(uid)
      this.#older[at] = known[place - 1] ?? 0
      this.#newer[at] = known[place + 1] ?? 0
    })
  }

  #unlink(uid: number): void {
    const at = this.#indexOf(uid)
    if (at < 0) return
    const older = this.#older[at]!
    const newer = this.#newer[at]!
    if (older !== 0) this.#newer[this.#indexOf(older)] = newer
    if (newer !== 0) this.#older[this.#indexOf(newer)] = older
  }

  #grow(): void {
    const room = Math.ceil(this.#length * 1.1) + 16
    const grown = (from: Uint32Array) => {
      const to = new Uint32Array(room)
      to.set(from.subarray(0, this.#length))
      return to
    }
    this.#uids = grown(this.#uids)
    this.#older = grown(this.#older)
    this.#newer = grown(this.#newer)
  }

  #indexOf(uid: number): number {
    return indexOfUid(this.#uids, this.#length, uid)
  }
}

/** UIDs that belong together because they name, or are named by, the same message (RFC 5322 §3.6.4). Never by subject. */
export function groupByIds(messages: Iterable<{ uid: number; ids: readonly string[] }>): number[][] {
  const parents = new Map<string, string>()
  const rootOf = (id: string): string => {
    let root = id
    for (let parent = parents.get(root); parent !== undefined; parent = parents.get(root)) root = parent
    for (let at = id; at !== root;) {
      const next = parents.get(at)!
      parents.set(at, root)
      at = next
    }
    return root
  }
  const first = new Map<number, string>()
  for (const { uid, ids } of messages) {
    if (ids.length === 0) continue
    first.set(uid, ids[0]!)
    for (const id of ids) {
      const [one, other] = [rootOf(ids[0]!), rootOf(id)]
      if (one !== other) parents.set(other, one)
    }
  }
  const groups = new Map<string, number[]>()
  for (const [uid, id] of first) {
    const root = rootOf(id)
    const group = groups.get(root)
    if (group === undefined) groups.set(root, [uid])
    else group.push(uid)
  }
  return [...groups.values()].filter((group) => group.length > 1)
}

/** What a message names: the messages before it, the nearest last. Without References the one it answers counts. */
export function referencesOf(references: string | undefined, inReplyTo: string | undefined): string[] {
  const named = references?.match(messageId) ?? inReplyTo?.match(messageId)?.slice(0, 1) ?? []
  return [...new Set(named)]
}

const messageId = /<[^<>\s]{3,500}>/g
