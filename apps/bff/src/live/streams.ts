import type { StreamFrame } from '@staffetta/contract'

/** A session that ended on another node, or by its provider's word, is over on screen within this time. */
const LOOK_MS = 4_000

interface Stream {
  sessionHash: Buffer
  send: (frame: StreamFrame) => void
  end: () => void
}

/** The streams that are open at this node, and whether their sessions still hold. */
export class Streams {
  readonly #open = new Set<Stream>()
  readonly #endedOf: (sessionHashes: Buffer[]) => Promise<Buffer[]>
  readonly #looking: NodeJS.Timeout

  /** `endedOf` is asked for all of them together and does not count as activity. */
  constructor(endedOf: (sessionHashes: Buffer[]) => Promise<Buffer[]>) {
    this.#endedOf = endedOf
    // A database that cannot be asked ends nobody's session.
    this.#looking = setInterval(() => void this.look().catch(() => undefined), LOOK_MS)
    this.#looking.unref()
  }

  add(stream: Stream): void {
    this.#open.add(stream)
  }

  remove(stream: Stream): void {
    this.#open.delete(stream)
  }

  async look(): Promise<void> {
    const over = await this.#endedOf([...this.#open].map(({ sessionHash }) => sessionHash))
    for (const { sessionHash, send, end } of this.#open) {
      if (!over.some((one) => one.equals(sessionHash))) continue
      send({ id: '0-0', events: [{ type: 'auth.session-ended' }] })
      end()
    }
  }

  close(): void {
    clearInterval(this.#looking)
    for (const { end } of this.#open) end()
  }
}
