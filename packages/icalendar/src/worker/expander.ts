// oxlint-disable unicorn/require-post-message-target-origin -- a thread has no origin, it is not a window
import { Worker } from 'node:worker_threads'
import type { FileOptions, FileRead } from '../file/read-file.ts'
import type { TextPieces } from '../file/pieces.ts'
import type { Digested, Job, Work } from './jobs.ts'

export type { FilePiece, FileRead, LeftPiece } from '../file/read-file.ts'
export type { TextPieces } from '../file/pieces.ts'
export type { Digest, Digested, Job } from './jobs.ts'

/** What became of one text; `too-complex` when it had to be killed. */
export type Outcome = Digested | { kind: 'too-complex' }

export interface ExpanderOptions {
  /** Threads kept; one by default. */
  threads?: number
  /** How long one text may take before its thread is killed; two seconds by default. */
  timeoutMs?: number
  /** Memory of a thread's old generation; a text that needs more ends like one that takes too long. */
  memoryMb?: number
}

type Result = Digested | FileRead | TextPieces
const tooComplex = { kind: 'too-complex' } as const

interface Waiting {
  work: Work
  resolve(results: Result[]): void
  reject(error: Error): void
}

/**
 * Reads, describes and expands texts away from the event loop. A text that takes too long costs its thread, which is replaced,
 * and answers `too-complex`; its neighbours in the same call are answered all the same.
 */
export function openExpander(options: ExpanderOptions = {}): Expander {
  return new Expander(options)
}

export class Expander {
  readonly #threads: Thread[]
  readonly #waiting: Waiting[] = []
  #closed = false

  constructor({ threads = 1, timeoutMs = 2000, memoryMb = 256 }: ExpanderOptions) {
    this.#threads = Array.from({ length: threads }, () => new Thread({ timeoutMs, memoryMb }))
  }

  /** The outcome of each text, in order. Rejects with a RangeError for a window that is none, and when the expander is closed. */
  async digest(texts: string[], more: Omit<Job, 'texts'> = {}): Promise<Outcome[]> {
    return this.#each<Digested>(texts, (some) => ({ task: 'digest', job: { ...more, texts: some } }))
  }

  /** Whole files, one piece for each UID, as an import stores them. */
  async readFiles(texts: string[], options: FileOptions = {}): Promise<(FileRead | typeof tooComplex)[]> {
    return this.#each<FileRead>(texts, (some) => ({ task: 'file', job: { ...options, texts: some } }))
  }

  /** Stored texts as what they add to one file; nothing of a text that cannot be read. */
  async pieces(texts: string[]): Promise<TextPieces[]> {
    const read = await this.#each<TextPieces>(texts, (some) => ({ task: 'pieces', job: { texts: some } }))
    return read.map((one) => ('kind' in one ? { zones: [], body: '' } : one))
  }

  async #each<R extends Result>(
    texts: string[],
    workOn: (texts: string[]) => Work,
  ): Promise<(R | typeof tooComplex)[]> {
    if (texts.length === 0) return []
    try {
      return (await this.#enqueue(workOn(texts))) as R[]
    } catch (error) {
      if (!(error instanceof Killed)) throw error
      if (this.#closed) throw new Error('the expander is closed', { cause: error })
      if (texts.length === 1) return [tooComplex]
      // One of many did it: halves until it stands alone.
      const middle = texts.length >> 1
      const first = await this.#each<R>(texts.slice(0, middle), workOn)
      return [...first, ...(await this.#each<R>(texts.slice(middle), workOn))]
    }
  }

  /** Reads one text; its digests, or why there are none. */
  async digestOne(text: string, more: Omit<Job, 'texts'> = {}): Promise<Outcome> {
    const [outcome] = await this.digest([text], more)
    return outcome!
  }

  /** Ends the threads. Whoever waits is told. */
  async close(): Promise<void> {
    this.#closed = true
    for (const { reject } of this.#waiting.splice(0)) reject(new Error('the expander is closed'))
    await Promise.all(this.#threads.map((thread) => thread.close()))
  }

  #enqueue(work: Work): Promise<Result[]> {
    if (this.#closed) return Promise.reject(new Error('the expander is closed'))
    return new Promise((resolve, reject) => {
      this.#waiting.push({ work, resolve, reject })
      this.#next()
    })
  }

  #next(): void {
    const thread = this.#threads.find((one) => !one.busy)
    const waiting = thread === undefined ? undefined : this.#waiting.shift()
    if (thread === undefined || waiting === undefined) return
    thread
      .run(waiting.work)
      .then(waiting.resolve, waiting.reject)
      .finally(() => this.#next())
  }
}

/** A thread that does nothing at all is given up after so many times what it may work. */
const mostWaits = 10

class Killed extends Error {
  override name = 'Killed'
}

/** One worker, started when it is needed and started again after it was killed. */
class Thread {
  readonly #timeoutMs: number
  readonly #memoryMb: number
  #worker: Worker | undefined
  #ready: Promise<void> = Promise.resolve()
  #started = 0
  busy = false

  constructor({ timeoutMs, memoryMb }: { timeoutMs: number; memoryMb: number }) {
    this.#timeoutMs = timeoutMs
    this.#memoryMb = memoryMb
  }

  async run(work: Work): Promise<Result[]> {
    this.busy = true
    try {
      return await this.#ask(work)
    } finally {
      this.busy = false
      // An idle thread must not keep a process alive.
      this.#worker?.unref()
    }
  }

  async close(): Promise<void> {
    const worker = this.#worker
    this.#worker = undefined
    await worker?.terminate()
  }

  async #ask(work: Work): Promise<Result[]> {
    const worker = (this.#worker ??= this.#open())
    worker.ref()
    await this.#ready
    const id = ++this.#started
    return new Promise((resolve, reject) => {
      const kill = () => {
        finish(() => reject(new Killed('took too long')))
        if (this.#worker === worker) this.#worker = undefined
        void worker.terminate()
      }
      // Many small texts may together take longer than one may alone.
      const allowedMs = this.#timeoutMs + Math.min(10_000, (work.job.texts.length - 1) * 10)
      const begun = { cpu: process.cpuUsage(), at: performance.now() }
      const judge = () => {
        const { user, system } = process.cpuUsage(begun.cpu)
        // On a busy machine a thread may wait longer than it works: what the whole process has not spent, it has not either.
        const leftMs = allowedMs - (user + system) / 1000
        if (leftMs <= 0 || performance.now() - begun.at > mostWaits * allowedMs) kill()
        else timer = setTimeout(judge, Math.max(20, leftMs))
      }
      let timer = setTimeout(judge, allowedMs)
      const answered = (message: { id: number; results?: Result[]; error?: string }) => {
        if (message.id !== id) return
        const { results, error } = message
        finish(() => (results === undefined ? reject(new RangeError(error)) : resolve(results)))
      }
      const finish = (settle: () => void) => {
        clearTimeout(timer)
        worker.off('message', answered).off('error', kill).off('exit', kill)
        settle()
      }
      worker.on('message', answered).on('error', kill).on('exit', kill)
      worker.postMessage({ id, work })
    })
  }

  #open(): Worker {
    const worker = new Worker(threadFile(), { resourceLimits: { maxOldGenerationSizeMb: this.#memoryMb } })
    this.#ready = new Promise((resolve, reject) => {
      worker.once('message', () => resolve())
      worker.on('error', reject).once('exit', () => reject(new Error('the thread did not start')))
    })
    this.#ready.catch(() => {
      if (this.#worker === worker) this.#worker = undefined
    })
    return worker
  }
}

/** Built: the compiled thread beside this file. From source: a start file that lets Node 20 read TypeScript. */
function threadFile(): URL {
  const built = !import.meta.url.endsWith('.ts')
  return new URL(built ? './thread.js' : '../../source/thread.mjs', import.meta.url)
}
