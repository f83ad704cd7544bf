import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'], externalConditions: ['source'] } },
  test: {
    // Files share what they import. With modules of its own each, the import took most of the time.
    isolate: false,
    include: ['src/**/*.test.ts'],
    exclude: ['**/*.servers.test.ts', '**/node_modules/**'],
    testTimeout: 30_000,
  },
})
