import '../../testing/source/register.mjs'

await import('../src/worker/thread.ts')
