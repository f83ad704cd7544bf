import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { conditions: ['@staffetta/source', 'module', 'browser', 'development|production'] },
  ssr: { resolve: { conditions: ['@staffetta/source', 'module', 'node', 'development|production'] } },
  test: {
    testTimeout: 30_000,
    // A file that needs a document says so in its first line: making one for each would take a minute of the suite.
    include: ['src/**/*.test.{ts,tsx}'],
    // Files share what they import. With modules of its own each, the import took most of the time.
    isolate: false,
    setupFiles: ['src/app/fresh.ts'],
  },
})
