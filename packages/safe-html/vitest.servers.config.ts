import { defineConfig } from 'vitest/config'

export default defineConfig({ test: { include: ['test/**/*.servers.test.ts'] } })
