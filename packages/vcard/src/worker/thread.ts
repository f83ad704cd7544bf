// oxlint-disable unicorn/require-post-message-target-origin -- a thread has no origin, it is not a window
import { parentPort } from 'node:worker_threads'
import { type Job, run } from './jobs.ts'

parentPort?.on('message', (job: Job) => {
  try {
    parentPort?.postMessage({ answer: run(job) })
  } catch (error) {
    parentPort?.postMessage({ error: error instanceof Error ? error.message : 'failed' })
  }
})
