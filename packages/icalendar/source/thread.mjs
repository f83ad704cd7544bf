import './register.mjs'

await import('../src/worker/thread.ts')
