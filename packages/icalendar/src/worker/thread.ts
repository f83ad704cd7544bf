// oxlint-disable unicorn/require-post-message-target-origin -- a thread has no origin, it is not a window
import { parentPort } from 'node:worker_threads'
import { run, type Work } from './jobs.ts'

parentPort?.on('message', ({ id, work }: { id: number; work: Work }) => {
  try {
    parentPort?.postMessage({ id, results: run(work) })
  } catch (error) {
    // A window that is none is the caller's mistake; it is told there, the thread lives on.
    parentPort?.postMessage({ id, error: error instanceof Error ? error.message : 'failed' })
  }
})

// Only now does the clock of a first job begin: loading the modules is not its fault.
parentPort?.postMessage({ ready: true })
