import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'], externalConditions: ['source'] } },
  test: {
    // Files share what they import. With modules of its own each, the import took most of the time.
    isolate: false,
    include: ['journeys/**/*.test.ts', 'journeys/**/*.spec.ts'],
    globalSetup: ['./stack.ts'],
    testTimeout: 90_000,
    hookTimeout: 60_000,
    fileParallelism: false, // two cores: Chromium, Dovecot and the BFF are busy enough
  },
})
