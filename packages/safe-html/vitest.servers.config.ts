import { defineConfig } from 'vitest/config'

export default defineConfig({
  // Each file has a browser of its own: two at a time, where vitest would leave one core idle.
  test: { testTimeout: 120_000, include: ['test/**/*.servers.test.ts'], maxWorkers: 2 },
})
