import { readFileSync } from 'node:fs'
import { medianOf } from './median.ts'
import { signIn, type BenchSession } from './session.ts'

const list = '/api/mail/mailboxes/inbox/messages'
/** What was begun at sign-in has ended. */
const settleMs = 150

interface Window {
  total: number
  rows: { ref: string }[]
}

/** The BFF over HTTP, one person at a time. Milliseconds, medians. */
export class HttpBench {
  readonly #url: string
  readonly #address: string
  readonly #session: BenchSession

  private constructor(url: string, address: string, session: BenchSession) {
    this.#url = url
    this.#address = address
    this.#session = session
  }

  static async open(url: string, address: string): Promise<HttpBench> {
    const session = await signIn(url, address)
    await session.listen()
    await session.get('/api/mail/mailboxes')
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    return new HttpBench(url, address, session)
  }

  firstPageWarm(runs: number): Promise<number> {
    return medianOf(runs, async () => () => this.#session.get(list))
  }

  /**
   * Signed out everywhere in between: the BFF knows nothing of the folder, its connection is open. Not the inbox, which is
   * read ahead at sign-in.
   */
  firstTouch(mailbox: string, runs: number): Promise<number> {
    const list = `/api/mail/mailboxes/p${Buffer.from(mailbox).toString('base64url')}/messages`
    return medianOf(runs, async () => {
      const earlier = await signIn(this.#url, this.#address)
      await earlier.post('/api/auth/sign-out-everywhere', {})
      const session = await signIn(this.#url, this.#address)
      await session.get('/api/mail/mailboxes')
      await new Promise((resolve) => setTimeout(resolve, settleMs))
      return () => session.get(list)
    })
  }

  byDateWarm(runs: number): Promise<number> {
    return medianOf(runs, async () => () => this.#session.get(`${list}?order=date`))
  }

  /** Rows never seen, other ones each time. */
  async middlePage(runs: number): Promise<number> {
    const { total } = (await this.#session.get(list)) as Window
    return medianOf(
      runs,
      async (run) => () => this.#session.get(`${list}?offset=${((run + 1) * 7919) % (total - 60)}`),
    )
  }

  async openMessage(runs: number): Promise<number> {
    const { rows } = (await this.#session.get(list)) as Window
    return medianOf(runs, async (run) => () => this.#session.get(`/api/mail/messages/${rows[run % 50]!.ref}`))
  }

  async flag(runs: number): Promise<number> {
    const { rows } = (await this.#session.get(list)) as Window
    return medianOf(runs, async (run) => () => {
      const change =
        Math.floor(run / 50) % 2 === 0 ? { add: ['flagged'], remove: [] } : { add: [], remove: ['flagged'] }
      return this.#session.post('/api/mail/flags', { messages: { refs: [rows[run % 50]!.ref] }, ...change })
    })
  }
}

/** How many lists a second sixteen people get, each asking again as soon as answered, and what one costs the BFF in CPU. */
export async function listsASecond(
  url: string,
  pid: number,
  addresses: string[],
  seconds: number,
): Promise<{ perSecond: number; cpuMs: number }> {
  const sessions = await Promise.all(addresses.map((address) => signIn(url, address)))
  for (const session of sessions) await session.get(list)
  let answered = 0
  const before = cpuSeconds(pid)
  const end = Date.now() + seconds * 1000
  await Promise.all(
    sessions.map(async (session) => {
      while (Date.now() < end) {
        await session.get(list)
        answered++
      }
    }),
  )
  return { perSecond: answered / seconds, cpuMs: ((cpuSeconds(pid) - before) * 1000) / answered }
}

/** Resident memory in MB with so many accounts signed in, each with its list read and its stream open. */
export async function memoryWith(
  url: string,
  pid: number,
  accounts: number,
): Promise<{ before: number; after: number }> {
  const before = residentMb(pid)
  const streams: (() => void)[] = []
  for (let i = 0; i < accounts; i += 10) {
    await Promise.all(
      Array.from({ length: Math.min(10, accounts - i) }, async (_, n) => {
        const session = await signIn(url, `signed-in-${i + n}@monteverde.example`)
        streams.push(await session.listen())
        await session.get('/api/mail/mailboxes')
        await session.get(list)
      }),
    )
  }
  await new Promise((resolve) => setTimeout(resolve, 3_000))
  const after = residentMb(pid)
  for (const close of streams) close()
  return { before, after }
}

/** utime and stime of /proc/pid/stat, in ticks of a hundredth of a second. */
function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}

function residentMb(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
}
