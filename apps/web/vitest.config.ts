import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { conditions: ['@staffetta/source', 'module', 'browser', 'development|production'] },
  ssr: { resolve: { conditions: ['@staffetta/source', 'module', 'node', 'development|production'] } },
  test: { include: ['src/**/*.test.{ts,tsx}'], environment: 'jsdom' },
})
