import type { routes } from '@staffetta/contract'
import type { Plugin } from 'vite'

const file = /[/\\]packages[/\\]contract[/\\]src[/\\]routes\.ts$/

/**
 * Of the contract's routes a browser calls with their method and path, and never looks at the schemas: they stay behind in the
 * build, a fifth of what the app weighs before the first row.
 */
export function routesAlone(): Plugin {
  return {
    name: 'routes-alone',
    apply: 'build',
    async load(id) {
      if (!file.test(id)) return null
      // Only here: whoever reads the configuration need not have built the contract.
      const { routes } = await import('@staffetta/contract')
      return `export const routes = ${JSON.stringify(calledBy(routes))}`
    },
  }
}

function calledBy(areas: typeof routes): unknown {
  return mapValues(areas, (area) =>
    mapValues(
      area as Record<string, { method: string; path: string; answer: string; body?: unknown }>,
      (route) => {
        const { method, path, answer, body } = route
        return { method, path, answer, ...(body !== undefined && { body: body === 'bytes' ? body : {} }) }
      },
    ),
  )
}

function mapValues<T>(object: Record<string, T>, map: (value: T) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value)]))
}
