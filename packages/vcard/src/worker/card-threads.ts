// oxlint-disable unicorn/require-post-message-target-origin -- a thread has no origin, it is not a window
import { Worker } from 'node:worker_threads'
import type { BookCard, PlanOptions, PlanStep } from '../file/plan.ts'
import type { FileRead } from '../file/read-file.ts'
import type { ExportFormat } from '../file/write-file.ts'
import type { CsvTarget } from '../formats/csv/read-csv.ts'
import type { ImportVerdict } from '../formats/import.ts'
import type { Answer, Job } from './jobs.ts'

export type { BookCard, PlanOptions, PlanStep } from '../file/plan.ts'
export type { ContactsFile, FileCard, FileProblem, FileRead } from '../file/read-file.ts'
export type { ExportFormat } from '../file/write-file.ts'

/** It took too long or too much memory, and its thread is gone. */
export class TooMuchWork extends Error {
  override name = 'TooMuchWork'
}

/** Whole files of cards, read, compared and written away from the event loop, one after the other for each thread. */
export class CardThreads {
  readonly #threads: Thread[]
  #turn = 0

  constructor({ threads = 2, timeoutMs = 90_000, memoryMb = 1_000 } = {}) {
    this.#threads = Array.from({ length: threads }, () => new Thread(timeoutMs, memoryMb))
  }

  read(octets: Uint8Array, targets?: readonly CsvTarget[]): Promise<FileRead> {
    return this.#ask({ task: 'read', octets, targets }) as Promise<FileRead>
  }

  verdicts(
    texts: readonly string[],
    book: readonly BookCard[],
    { isPartial }: Pick<PlanOptions, 'isPartial'>,
  ): Promise<ImportVerdict[]> {
    return this.#ask({ task: 'verdicts', texts, book, isPartial }) as Promise<ImportVerdict[]>
  }

  plan(texts: readonly string[], book: readonly BookCard[], options: PlanOptions): Promise<PlanStep[]> {
    return this.#ask({ task: 'plan', texts, book, options }) as Promise<PlanStep[]>
  }

  write(texts: readonly string[], format: ExportFormat): Promise<string> {
    return this.#ask({ task: 'write', texts, format }) as Promise<string>
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.close()))
  }

  #ask(job: Job): Promise<Answer> {
    const idle = this.#threads.find((thread) => thread.waiting === 0)
    return (idle ?? this.#threads[this.#turn++ % this.#threads.length]!).ask(job)
  }
}

/** One worker, started when it is needed and started again after it was killed. */
class Thread {
  readonly #timeoutMs: number
  readonly #memoryMb: number
  #worker: Worker | undefined
  #last: Promise<unknown> = Promise.resolve()
  waiting = 0

  constructor(timeoutMs: number, memoryMb: number) {
    this.#timeoutMs = timeoutMs
    this.#memoryMb = memoryMb
  }

  ask(job: Job): Promise<Answer> {
    this.waiting++
    const answer = this.#last.then(() => this.#run(job)).finally(() => this.waiting--)
    this.#last = answer.catch(() => undefined)
    return answer
  }

  async close(): Promise<void> {
    await this.#worker?.terminate()
  }

  async #run(job: Job): Promise<Answer> {
    const worker = (this.#worker ??= new Worker(threadFile(), {
      resourceLimits: { maxOldGenerationSizeMb: this.#memoryMb },
    }))
    worker.ref()
    try {
      return await new Promise<Answer>((resolve, reject) => {
        const timer = setTimeout(() => void worker.terminate(), this.#timeoutMs)
        worker.removeAllListeners()
        worker.once('message', ({ answer, error }: { answer?: Answer; error?: string }) => {
          clearTimeout(timer)
          if (error === undefined) resolve(answer!)
          else reject(new Error(error))
        })
        // Out of memory comes as an error, and the exit after it.
        const gone = (cause: unknown) => {
          clearTimeout(timer)
          if (this.#worker === worker) this.#worker = undefined
          reject(new TooMuchWork('a thread of cards ended', { cause }))
        }
        worker.once('error', gone).once('exit', gone)
        worker.postMessage(job)
      })
    } finally {
      // An idle thread must not keep a process alive.
      worker.unref()
    }
  }
}

/** Built: the compiled thread beside this file. From source: a start file that lets Node 20 read TypeScript. */
function threadFile(): URL {
  const built = !import.meta.url.endsWith('.ts')
  return new URL(built ? './thread.js' : '../../source/thread.mjs', import.meta.url)
}
