import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'], externalConditions: ['source'] } },
  test: {
    include: ['src/**/*.test.ts'],
    exclude: ['**/*.servers.test.ts', '**/node_modules/**'],
    testTimeout: 30_000,
  },
})
