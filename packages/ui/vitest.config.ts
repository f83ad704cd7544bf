import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { conditions: ['@staffetta/source'] },
  test: { testTimeout: 30_000, include: ['src/**/*.test.{ts,tsx}'], environment: 'node', isolate: false },
})
