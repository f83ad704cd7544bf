import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { conditions: ['@staffetta/source', 'module', 'browser', 'development|production'] },
  ssr: { resolve: { conditions: ['@staffetta/source', 'module', 'node', 'development|production'] } },
  // A file that needs a document says so in its first line: making one for each would take a minute of the suite.
  test: { include: ['src/**/*.test.{ts,tsx}'] },
})
