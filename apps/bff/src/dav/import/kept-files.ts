/** What one does next with a file comes within minutes; reading it again costs seconds. */
const KEPT_MS = 120_000
const MOST_KEPT = 2

/** Files as they were read, for a while. */
export class KeptFiles<File> {
  readonly #read = new Map<string, { file: Promise<File>; timer: NodeJS.Timeout }>()

  open(key: string, read: () => Promise<File>): Promise<File> {
    const known = this.#read.get(key)
    if (known !== undefined) return known.file
    const file = read()
    const timer = setTimeout(() => this.#read.delete(key), KEPT_MS).unref()
    this.#read.set(key, { file, timer })
    file.catch(() => this.#read.delete(key))
    for (const old of [...this.#read.keys()].slice(0, -MOST_KEPT)) this.#read.delete(old)
    return file
  }

  close(): void {
    for (const { timer } of this.#read.values()) clearTimeout(timer)
  }
}
