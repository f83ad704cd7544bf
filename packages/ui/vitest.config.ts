import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { conditions: ['@staffetta/source'] },
  test: { include: ['src/**/*.test.{ts,tsx}'], environment: 'node', isolate: false },
})
