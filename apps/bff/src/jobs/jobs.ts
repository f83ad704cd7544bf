import PgBoss from 'pg-boss'

const SCHEMA = 'staffetta_jobs'
const RETRY_MS = 30_000
/** A turn that takes longer is thought dead, and another may begin. */
const EXPIRES_SECONDS = 600

/** Work that comes round, done by one of all nodes each time. */
export interface Job {
  name: string
  everySeconds: number
  run: () => Promise<void>
}

type Tell = (error: unknown) => void

/**
 * pg-boss in the database there is, under a schema of its own. Every node offers each turn; the queue takes one for a slot of
 * time, and hands it to one worker. A turn that fails is not repeated: the next one comes.
 */
export class Jobs {
  readonly #boss: PgBoss
  readonly #jobs: Job[]
  readonly #offered = new Set<Job>()
  readonly #timers: NodeJS.Timeout[] = []
  readonly #starting: Promise<void>
  #closed = false

  constructor({ databaseUrl, jobs, onError }: { databaseUrl: string; jobs: Job[]; onError: Tell }) {
    this.#jobs = jobs
    this.#boss = new PgBoss({ connectionString: databaseUrl, schema: SCHEMA, max: 2, schedule: false })
    // What the driver throws carries the connection, and with it the password: only its words are told.
    const tell: Tell = (error) => {
      if (!this.#closed) onError(error instanceof Error ? error.message : String(error))
    }
    this.#boss.on('error', tell)
    this.#starting = this.#start(tell)
  }

  async close(): Promise<void> {
    this.#closed = true
    for (const timer of this.#timers) clearInterval(timer)
    await this.#starting.catch(() => undefined)
    await this.#boss.stop({ graceful: false, wait: false }).catch(() => undefined)
  }

  async #start(onError: Tell): Promise<void> {
    try {
      await this.#boss.start()
      for (const job of this.#jobs) if (!this.#offered.has(job)) await this.#offer(job)
    } catch (error) {
      onError(error)
      // A database that is not there yet, or two nodes that make the queues at once (a deadlock ends one of them): everything
      // else works without, and what is offered already stays so.
      if (!this.#closed) this.#timers.push(setTimeout(() => void this.#start(onError), RETRY_MS).unref())
    }
  }

  async #offer(job: Job): Promise<void> {
    const { name, everySeconds, run } = job
    if (this.#closed) return
    await this.#boss.createQueue(name, {
      name,
      // One that waits and one that works, of all nodes: turns do not pile up.
      policy: 'stately',
      retryLimit: 0,
      expireInSeconds: EXPIRES_SECONDS,
    })
    await this.#boss.work(name, { pollingIntervalSeconds: Math.min(5, Math.max(0.5, everySeconds / 2)) }, run)
    const send = () =>
      void this.#boss
        .send(name, {}, { singletonSeconds: everySeconds, retentionMinutes: 5 })
        .catch(() => undefined)
    send()
    this.#offered.add(job)
    this.#timers.push(setInterval(send, everySeconds * 1000).unref())
  }
}
