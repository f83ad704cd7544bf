import { defineConfig, mergeConfig } from 'vitest/config'
import journeys from './vitest.config.ts'

export default mergeConfig(
  { ...journeys, test: { ...journeys.test, include: [] } },
  defineConfig({ test: { include: ['screenshots.ts'], testTimeout: 180_000 } }),
)
