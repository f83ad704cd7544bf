import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'], externalConditions: ['source'] } },
  test: {
    // Files share what they import. With modules of its own each, the import took most of the time.
    isolate: false,
    include: ['journeys/**/*.test.ts', 'journeys/**/*.spec.ts'],
    globalSetup: ['./stack.ts'],
    // Long enough for a busy machine: what never comes fails all the same.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
    fileParallelism: false, // two cores: Chromium, Dovecot and the BFF are busy enough
  },
})
