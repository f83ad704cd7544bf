import { sql } from 'kysely'
import { Client } from 'pg'
import type { Db } from './open.ts'

const CHANNEL = 'staffetta_live'
const AGAIN_MS = 1_000
/** NOTIFY takes less than 8,000 bytes. */
const MOST_BYTES = 7_500

/** Tells every node of this database; false where it is too long to be told. */
export async function ringBell(db: Db, text: string): Promise<boolean> {
  if (Buffer.byteLength(text) > MOST_BYTES) return false
  await sql`select pg_notify(${CHANNEL}, ${text})`.execute(db)
  return true
}

interface Listener {
  databaseUrl: string
  onRing: (text: string) => void
  /** What was rung while the line was down is not known. */
  onGap: () => void
}

/** Hears what every node rings, its own rings too, on a connection of its own that is opened anew when it breaks. */
export class Bell {
  readonly #listener: Listener
  #client: Client | undefined
  #again: NodeJS.Timeout | undefined
  #closed = false

  constructor(listener: Listener) {
    this.#listener = listener
    void this.#open(false)
  }

  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#again)
    await this.#client?.end().catch(() => undefined)
  }

  async #open(isAgain: boolean): Promise<void> {
    const client = new Client({ connectionString: this.#listener.databaseUrl, keepAlive: true })
    this.#client = client
    let over = false
    const lost = () => {
      if (over) return
      over = true
      client.end().catch(() => undefined)
      if (!this.#closed) this.#again = setTimeout(() => void this.#open(true), AGAIN_MS).unref()
    }
    client.on('error', lost)
    client.on('end', lost)
    client.on('notification', ({ payload }) => this.#listener.onRing(payload ?? ''))
    try {
      await client.connect()
      await client.query(`listen ${CHANNEL}`)
      if (isAgain) this.#listener.onGap()
    } catch {
      lost()
    }
  }
}
